package dev.modelwright.worker.environment;

import dev.modelwright.distribution.ImageReference;
import dev.modelwright.worker.engine.Container;
import dev.modelwright.worker.engine.Container.Exit;
import dev.modelwright.worker.engine.ContainerOrder;
import dev.modelwright.worker.engine.Engine;
import dev.modelwright.worker.layer.PinnedContent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the installer that every base image holds, in a throw-away container: not root, limited, no
 * engine socket, nothing of the host but a package cache.
 */
final class Installer {

  private static final String FOLDER = "/opt/modelwright/build";
  private static final String COMMAND = "/opt/modelwright/installer/install";
  private static final String CACHE_VOLUME = "modelwright-package-cache";
  private static final String CACHE_FOLDER = "/var/cache/modelwright";

  private static final String CONDA_FILE = "conda.yml";
  private static final String REQUIREMENTS_FILE = "requirements.txt";
  private static final String LOCK_FILE = "lock.txt";
  private static final String AUTHORITIES_FILE = "ca.pem";
  private static final String REQUEST_FILE = "request.json";
  private static final String RESULT_FILE = "result.json";

  /** Names that the installer uses itself. */
  private static final Set<String> TAKEN =
      Set.of(
          LOCK_FILE,
          AUTHORITIES_FILE,
          REQUEST_FILE,
          RESULT_FILE,
          "requirements.in",
          "build-constraints.txt",
          "uv.toml");

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final int MAX_RESULT_BYTES = 16 << 20;
  private static final int REFUSED = 2;
  private static final int UNAVAILABLE = 3;

  private final Engine engine;
  private final String registryAddress;
  private final InstallationSettings settings;
  private final JsonMapper json = JsonMapper.shared();

  /**
   * @param registryAddress of the container registry as the engine sees it
   */
  Installer(Engine engine, String registryAddress, InstallationSettings settings) {
    this.engine = engine;
    this.registryAddress = registryAddress;
    this.settings = settings;
  }

  private record Answer(String reason, String remedy, List<Installation.Package> packages) {}

  /**
   * Installs; the caller closes what it gets.
   *
   * @param lock exact versions of an earlier installation; without it they are resolved
   * @throws RefusedEnvironmentException when it can never be installed as asked for
   * @throws UnavailableIndexException when the package index does not answer
   */
  Installation install(
      EnvironmentRequest request,
      EnvironmentFiles files,
      Optional<String> lock,
      InstallationLog log)
      throws InterruptedException {
    ImageReference base =
        new ImageReference(
            registryAddress,
            request.runtime().image().repository(),
            request.runtime().image().digest());
    log.pulling(base);
    engine.pull(base, log::pullProgressed);
    Container container = engine.create(order(base, request));
    try {
      container.write(FOLDER, filesOf(request, files, lock));
      container.start(log::installerSaid);
      return finished(container);
    } catch (RuntimeException | InterruptedException e) {
      container.close();
      throw e;
    }
  }

  private ContainerOrder order(ImageReference base, EnvironmentRequest request) {
    return new ContainerOrder(
        base,
        request.owner(),
        "environment",
        List.of(COMMAND),
        settings.limits(),
        ContainerOrder.Network.BRIDGE,
        List.of(),
        Map.of(CACHE_FOLDER, CACHE_VOLUME));
  }

  private Map<String, byte[]> filesOf(
      EnvironmentRequest request, EnvironmentFiles wanted, Optional<String> lock) {
    Map<String, Object> asked = new LinkedHashMap<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    String conda = nameOf(request.condaFile(), CONDA_FILE);
    String requirements = nameOf(request.requirementsFile(), REQUIREMENTS_FILE);
    add("condaFile", conda, wanted.conda(), asked, files);
    add(
        "requirementsFile",
        requirements.equals(conda) ? REQUIREMENTS_FILE : requirements,
        wanted.requirements(),
        asked,
        files);
    add("lock", LOCK_FILE, lock, asked, files);
    asked.put("mapCondaToPypi", settings.mapCondaToPypi());
    asked.put("indexes", settings.indexes());
    files.put(REQUEST_FILE, json.writeValueAsBytes(asked));
    settings.authorities().ifPresent(bundle -> files.put(AUTHORITIES_FILE, bundle.bytes()));
    return files;
  }

  /** As the user calls it, since what is wrong in it is told with its name. */
  private static String nameOf(Optional<PinnedContent> file, String usual) {
    return file.map(PinnedContent::fileName)
        .filter(name -> PLAIN_NAME.matcher(name).matches() && !TAKEN.contains(name))
        .orElse(usual);
  }

  private static void add(
      String property,
      String file,
      Optional<String> text,
      Map<String, Object> asked,
      Map<String, byte[]> files) {
    text.ifPresent(content -> {
      asked.put(property, file);
      files.put(file, content.getBytes(StandardCharsets.UTF_8));
    });
  }

  private Installation finished(Container container) throws InterruptedException {
    Exit exit =
        container
            .await(settings.timeout())
            .orElseThrow(() -> InstallationLimitException.time(settings.timeout()));
    if (exit.outOfMemory()) {
      throw InstallationLimitException.memory(settings.limits().memory());
    }
    Answer answer = answer(container, exit);
    return switch (exit.status()) {
      case 0 -> new Installation(container, lock(container, exit), answer.packages());
      case REFUSED -> throw new RefusedEnvironmentException(answer.reason(), answer.remedy());
      case UNAVAILABLE -> throw new UnavailableIndexException(answer.reason(), answer.remedy());
      default -> throw new BrokenInstallerException(exit.status());
    };
  }

  private Answer answer(Container container, Exit exit) {
    try {
      return json.readerFor(Answer.class)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readValue(read(container, RESULT_FILE, exit));
    } catch (JacksonException _) {
      throw new BrokenInstallerException(exit.status());
    }
  }

  private static String lock(Container container, Exit exit) {
    return new String(read(container, LOCK_FILE, exit), StandardCharsets.UTF_8);
  }

  private static byte[] read(Container container, String file, Exit exit) {
    return container
        .read(FOLDER + "/" + file, MAX_RESULT_BYTES)
        .orElseThrow(() -> new BrokenInstallerException(exit.status()));
  }
}
