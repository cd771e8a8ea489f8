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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Gateways, registry-services and manifest-services, one or two of each, and workers, each started
 * by {@code java -jar}.
 */
final class ServiceProcesses implements AutoCloseable {

  private static final int WORKERS = 2;

  private final String secret = UUID.randomUUID().toString();
  private final Path directory;
  private final Function<String, Map<String, String>> more;
  private final String mongoUri = TestMongo.uri("main-job");
  private final List<URI> gateways = new ArrayList<>();
  private final Map<URI, JavaProcess> started = new LinkedHashMap<>();

  private ServiceProcesses(Path directory, Function<String, Map<String, String>> more) {
    this.directory = directory;
    this.more = more;
  }

  /** One of each, with more settings as environment variables. */
  static ServiceProcesses start(Path directory, Map<String, String> more) {
    return start(directory, _ -> more, 1, WORKERS);
  }

  /** As behind a load balancer: both gateways give the first one's address as theirs. */
  static ServiceProcesses startTwoOfEach(Path directory, Map<String, String> more) {
    return start(directory, _ -> more, 2, WORKERS);
  }

  /** One of each but no worker, with more settings for each module. */
  static ServiceProcesses startWithoutWorkers(
      Path directory, Function<String, Map<String, String>> more) {
    return start(directory, more, 1, 0);
  }

  private static ServiceProcesses start(
      Path directory, Function<String, Map<String, String>> more, int ofEach, int workers) {
    ServiceProcesses services = new ServiceProcesses(directory, more);
    try {
      services.startAll(ofEach, workers);
      return services;
    } catch (RuntimeException | AssertionError e) {
      services.close();
      throw e;
    }
  }

  /** Through the first gateway. */
  Product product() {
    return through(0);
  }

  /** Through the other gateway. */
  Product other() {
    return through(1);
  }

  private Product through(int gateway) {
    return new Product(gateways.get(gateway), token());
  }

  /** Addresses and processes, in the order of their start. */
  Map<URI, JavaProcess> processes() {
    return started;
  }

  /** One more, which may wait for what it needs. */
  JavaProcess startWorker() {
    return start("image-builder-worker", free(), Map.of());
  }

  private void startAll(int ofEach, int workers) {
    for (int number = 0; number < ofEach; number++) {
      gateways.add(free());
    }
    for (URI gateway : gateways) {
      URI registryService = free();
      URI manifestService = free();
      Map<String, String> owners =
          Map.of(
              "MODELWRIGHT_REGISTRY_SERVICE_URL", registryService.toString(),
              "MODELWRIGHT_MANIFEST_SERVICE_URL", manifestService.toString());
      start("registry-service", registryService, owners);
      start("manifest-service", manifestService, owners);
      start("gateway", gateway, owners);
    }
    for (int number = 1; number <= workers; number++) {
      startWorker();
    }
    started.forEach((url, process) ->
        process.awaitReady(() -> Product.answers(url.resolve("/actuator/health/readiness"))));
  }

  private String token() {
    try {
      return Files.readString(directory.resolve("token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JavaProcess start(String module, URI url, Map<String, String> owners) {
    Map<String, String> variables = new HashMap<>(addresses());
    variables.put("SERVER_PORT", Integer.toString(url.getPort()));
    variables.putAll(owners);
    variables.putAll(more.apply(module));
    JavaProcess process = JavaProcess.start(Repository.serviceJar(module), directory, variables);
    started.put(url, process);
    return process;
  }

  /** All that a service needs to know of the others and of what is around them. */
  private Map<String, String> addresses() {
    return Map.ofEntries(
        Map.entry("MODELWRIGHT_TOKEN", secret),
        Map.entry("MODELWRIGHT_IDENTITY_TOKEN_FILE", directory.resolve("token").toString()),
        Map.entry("MODELWRIGHT_KAFKA_BOOTSTRAP_SERVERS", TestKafka.bootstrapServers()),
        Map.entry("MODELWRIGHT_MONGODB_URI", mongoUri),
        Map.entry("MODELWRIGHT_ARTIFACTS_DIRECTORY", directory.resolve("artifacts").toString()),
        Map.entry("MODELWRIGHT_ARTIFACTS_PUBLIC_URL", gateways.getFirst().toString()),
        Map.entry("MODELWRIGHT_GATEWAY_PUBLIC_URL", gateways.getFirst().toString()),
        Map.entry("MODELWRIGHT_CONTAINER_REGISTRY_URL", TestContainerRegistry.url().toString()),
        Map.entry("MODELWRIGHT_CONTAINER_REGISTRY_PUBLIC_ADDRESS", TestContainerRegistry.address()),
        Map.entry("MODELWRIGHT_DOCKER_HOST", TestEngine.host().toString()),
        Map.entry("MODELWRIGHT_RUNTIMES_DIRECTORY", Repository.runtimes().toString()));
  }

  private static URI free() {
    return URI.create("http://" + LoopbackPort.free().address());
  }

  @Override
  public void close() {
    started.values().forEach(JavaProcess::kill);
  }
}
