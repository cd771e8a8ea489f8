package dev.modelwright.worker;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Content;
import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.TargetRuntime;
import dev.modelwright.testsupport.TestContainerRegistry;
import dev.modelwright.testsupport.TestEngine;
import dev.modelwright.testsupport.TestKafka;
import dev.modelwright.worker.engine.docker.DockerEngine;
import dev.modelwright.worker.engine.docker.DockerProperties;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Settings of a worker on real parts, and build orders for it. */
public final class WorkerFixture {

  private static final String ACCOUNT = "local/modelwright/default";
  private static final URI PUBLIC_URL = URI.create("http://127.0.0.1:8080");

  /** What secrets are sealed with. */
  static final String SECRET = "secret-of-the-tests";

  private final Path directory;
  private final Artifacts artifacts;

  public WorkerFixture(Path directory) {
    this.directory = directory;
    this.artifacts = new DirectoryArtifacts(directory, PUBLIC_URL, Clock.systemUTC());
  }

  public static Path runtimes() {
    return Optional.ofNullable(System.getenv("MODELWRIGHT_RUNTIMES"))
        .map(Path::of)
        .orElse(Path.of("..", ".tools", "runtimes"))
        .toAbsolutePath()
        .normalize();
  }

  public Artifacts artifacts() {
    return artifacts;
  }

  public DockerEngine engine() {
    Duration limit = Duration.ofSeconds(60);
    return new DockerEngine(new DockerProperties(TestEngine.host(), limit, limit, limit));
  }

  /** As command-line arguments. */
  public String[] settings(String worker) {
    return new String[] {
      "--server.port=0",
      "--modelwright.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
      "--modelwright.artifacts.directory=" + directory,
      "--modelwright.container-registry.url=" + TestContainerRegistry.url(),
      "--modelwright.container-registry.public-address=" + TestContainerRegistry.address(),
      "--modelwright.secrets.key=" + SECRET,
      "--modelwright.docker.host=" + TestEngine.host(),
      "--modelwright.runtimes.directory=" + runtimes(),
      "--modelwright.worker.name=" + worker,
      "--modelwright.verification.timeout=60s",
      "--modelwright.verification.memory=256MB"
    };
  }

  /** An order for a PythonSlim image of nothing but a driver. */
  public ImageRequested order(String name, String driver) {
    return order(name, driver, Map.of());
  }

  public ImageRequested orderWithRequirements(String name, String driver, String requirements) {
    return order(
        name, driver, Map.of("pipRequirements", content(requirements, "requirements.txt")));
  }

  private ImageRequested order(String name, String driver, Map<String, Content> files) {
    Content content = content(driver, "score.py");
    Asset asset =
        new Asset(
            "driver", URI.create("https://example.org/score.py"), "text/plain", false, content);
    Manifest manifest =
        new Manifest(
            UUID.randomUUID(),
            ACCOUNT,
            name,
            1,
            "",
            "driver",
            "Registered",
            List.of(),
            List.of(),
            List.of(asset),
            new TargetRuntime("PythonSlim", Map.of(), files),
            "Realtime",
            Instant.now());
    return new ImageRequested(
        UUID.randomUUID(), ACCOUNT, name, 1, "default/" + name, "1", manifest);
  }

  private Content content(String text, String fileName) {
    Artifact artifact =
        artifacts.pin(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return new Content(
        artifact.path().toString(),
        artifact.sha256(),
        artifact.size(),
        "plain",
        fileName,
        List.of(fileName));
  }

  /** All attempts one after the other, as the gateway serves them. */
  public String log(UUID image) {
    List<String> attempts = new ArrayList<>();
    for (int attempt = 1; ; attempt++) {
      ArtifactPath path = ArtifactPath.of("logs", image.toString(), attempt + ".log");
      if (artifacts.logSize(path).isEmpty()) {
        return String.join("", attempts);
      }
      try (InputStream log = artifacts.read(path, 0)) {
        attempts.add(new String(log.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
