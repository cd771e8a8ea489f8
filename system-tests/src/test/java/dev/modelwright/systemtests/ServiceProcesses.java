package dev.modelwright.systemtests;

import dev.modelwright.embedded.LoopbackPort;
import dev.modelwright.testsupport.TestContainerRegistry;
import dev.modelwright.testsupport.TestEngine;
import dev.modelwright.testsupport.TestKafka;
import dev.modelwright.testsupport.TestMongo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gateway, registry-service, manifest-service and two workers, each started by {@code java -jar}.
 */
final class ServiceProcesses implements AutoCloseable {

  private final String secret = UUID.randomUUID().toString();
  private final LoopbackPort gateway = LoopbackPort.free();
  private final LoopbackPort registryService = LoopbackPort.free();
  private final LoopbackPort manifestService = LoopbackPort.free();
  private final Path directory;
  private final Map<String, String> more;
  private final String mongoUri = TestMongo.uri("main-job");
  private final List<JavaProcess> processes = new ArrayList<>();
  private Product product;

  private ServiceProcesses(Path directory, Map<String, String> more) {
    this.directory = directory;
    this.more = more;
  }

  static ServiceProcesses start(Path directory) {
    return start(directory, Map.of());
  }

  /** With more settings, as environment variables. */
  static ServiceProcesses start(Path directory, Map<String, String> more) {
    ServiceProcesses services = new ServiceProcesses(directory, more);
    try {
      services.startAll();
      return services;
    } catch (RuntimeException | AssertionError e) {
      services.close();
      throw e;
    }
  }

  Product product() {
    return product;
  }

  private void startAll() {
    Map<LoopbackPort, JavaProcess> started = new HashMap<>();
    started.put(registryService, start("registry-service", registryService));
    started.put(manifestService, start("manifest-service", manifestService));
    started.put(gateway, start("gateway", gateway));
    for (int number = 1; number <= 2; number++) {
      LoopbackPort port = LoopbackPort.free();
      started.put(port, start("image-builder-worker", port));
    }
    started.forEach((port, process) ->
        process.awaitReady(() -> Product.answers(url(port).resolve("/actuator/health/readiness"))));
    product = new Product(url(gateway), token());
  }

  private String token() {
    try {
      return Files.readString(directory.resolve("token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JavaProcess start(String module, LoopbackPort port) {
    Map<String, String> variables = new HashMap<>(addresses());
    variables.put("SERVER_PORT", port.toString());
    variables.putAll(more);
    JavaProcess process = JavaProcess.start(Repository.serviceJar(module), directory, variables);
    processes.add(process);
    return process;
  }

  /** All that a service needs to know of the others and of what is around them. */
  private Map<String, String> addresses() {
    return Map.ofEntries(
        Map.entry("MODELWRIGHT_TOKEN", secret),
        Map.entry("MODELWRIGHT_IDENTITY_TOKEN_FILE", directory.resolve("token").toString()),
        Map.entry("MODELWRIGHT_KAFKA_BOOTSTRAP_SERVERS", TestKafka.bootstrapServers()),
        Map.entry("MODELWRIGHT_MONGODB_URI", mongoUri),
        Map.entry("MODELWRIGHT_REGISTRY_SERVICE_URL", url(registryService).toString()),
        Map.entry("MODELWRIGHT_MANIFEST_SERVICE_URL", url(manifestService).toString()),
        Map.entry("MODELWRIGHT_ARTIFACTS_DIRECTORY", directory.resolve("artifacts").toString()),
        Map.entry("MODELWRIGHT_ARTIFACTS_PUBLIC_URL", url(gateway).toString()),
        Map.entry("MODELWRIGHT_GATEWAY_PUBLIC_URL", url(gateway).toString()),
        Map.entry("MODELWRIGHT_CONTAINER_REGISTRY_URL", TestContainerRegistry.url().toString()),
        Map.entry("MODELWRIGHT_CONTAINER_REGISTRY_PUBLIC_ADDRESS", TestContainerRegistry.address()),
        Map.entry("MODELWRIGHT_DOCKER_HOST", TestEngine.host().toString()),
        Map.entry("MODELWRIGHT_RUNTIMES_DIRECTORY", Repository.runtimes().toString()));
  }

  private static URI url(LoopbackPort port) {
    return URI.create("http://" + port.address());
  }

  @Override
  public void close() {
    processes.reversed().forEach(JavaProcess::kill);
  }
}
