package dev.modelwright.worker.engine;

import dev.modelwright.distribution.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An engine whose containers behave as a test says, without running anything. */
public final class FakeEngine implements Engine {

  private final List<ImageReference> pulled = new CopyOnWriteArrayList<>();
  private final List<ContainerOrder> created = new CopyOnWriteArrayList<>();
  private final Set<FakeContainer> present = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failingPulls = new AtomicInteger();
  private volatile Installer installer = FakeEngine::installs;
  private volatile Server server = new Server(Optional.empty(), 0, List.of("ready"));

  /** What the installer does: the files that it is given, and those that it leaves. */
  @FunctionalInterface
  public interface Installer {
    Installed run(Map<String, byte[]> files) throws InterruptedException;
  }

  /**
   * How an installation ends.
   *
   * @param files left in the build folder
   */
  public record Installed(int status, Map<String, String> files) {}

  /**
   * How a scoring server behaves.
   *
   * @param exit empty while it lives
   * @param probe status of the probe
   */
  public record Server(Optional<Container.Exit> exit, int probe, List<String> output) {}

  /** An installation that succeeds, with the lock that it was given or else a new one. */
  public static Installed installs(Map<String, byte[]> files) {
    byte[] lock = files.getOrDefault("lock.txt", "numpy==2.0 --hash=sha256:aa\n".getBytes());
    return new Installed(
        0,
        Map.of(
            "lock.txt",
            new String(lock, StandardCharsets.UTF_8),
            "result.json",
            """
            {"outcome": "installed", "python": "3.11.2", "unknown": 1,
             "packages": [{"name": "numpy", "version": "2.0"}]}
            """));
  }

  public void install(Installer behaviour) {
    installer = behaviour;
  }

  public void serve(Server behaviour) {
    server = behaviour;
  }

  /** The engine is away for so many pulls. */
  public void failPulls(int count) {
    failingPulls.set(count);
  }

  public List<ContainerOrder> created(String purpose) {
    return created.stream().filter(order -> order.purpose().equals(purpose)).toList();
  }

  /** The images that are in the engine. */
  public List<ImageReference> pulled() {
    return pulled;
  }

  /** How many containers are there. */
  public int containers() {
    return present.size();
  }

  /** As an attempt that was killed leaves one. */
  public void leave(ContainerOrder order) {
    present.add(new FakeContainer(order));
  }

  @Override
  public void pull(ImageReference image, PullProgress progress) {
    if (failingPulls.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      throw new UnavailableEngineException("Cannot pull image: connection refused.", null);
    }
    pulled.add(image);
  }

  @Override
  public void removeImage(ImageReference image) {
    pulled.remove(image);
  }

  @Override
  public Container create(ContainerOrder order) {
    created.add(order);
    FakeContainer container = new FakeContainer(order);
    present.add(container);
    return container;
  }

  @Override
  public int removeContainersOf(UUID image) {
    List<FakeContainer> found =
        present.stream().filter(container -> container.order.owner().equals(image)).toList();
    found.forEach(FakeContainer::close);
    return found.size();
  }

  private final class FakeContainer implements Container {

    private final ContainerOrder order;
    private final Map<String, byte[]> files = new HashMap<>();
    private Installed installed;

    FakeContainer(ContainerOrder order) {
      this.order = order;
    }

    @Override
    public void write(String folder, Map<String, byte[]> given) {
      files.putAll(given);
    }

    @Override
    public Optional<byte[]> read(String path, int limit) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      return Optional.ofNullable(installed.files().get(name))
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream archive(String path) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
        tar.putArchiveEntry(new TarArchiveEntry("env/"));
        tar.closeArchiveEntry();
        TarArchiveEntry packages = new TarArchiveEntry("env/packages");
        byte[] content = installed.files().get("lock.txt").getBytes(StandardCharsets.UTF_8);
        packages.setSize(content.length);
        tar.putArchiveEntry(packages);
        tar.write(content);
        tar.closeArchiveEntry();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public void start(Output output) {
      if (order.purpose().equals("verification")) {
        server.output().forEach(output::line);
      }
    }

    @Override
    public Optional<Exit> await(Duration limit) throws InterruptedException {
      if (order.purpose().equals("verification")) {
        return server.exit();
      }
      installed = installer.run(files);
      return installed == null
          ? Optional.empty()
          : Optional.of(new Exit(installed.status(), false));
    }

    @Override
    public Exec exec(List<String> command, Duration limit) {
      return new Exec(server.probe(), "GET / failed: nothing listens.");
    }

    @Override
    public Optional<Exit> exit() {
      return server.exit();
    }

    @Override
    public void close() {
      present.remove(this);
    }
  }
}
