package dev.modelwright.standalone;

import dev.modelwright.embedded.LoopbackPort;
import dev.modelwright.gateway.GatewayApplication;
import dev.modelwright.manifests.ManifestServiceApplication;
import dev.modelwright.registry.RegistryServiceApplication;
import dev.modelwright.worker.ImageBuilderWorkerApplication;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The four services, each a Spring application with its own configuration and a few addresses. */
final class Services {

  private static final Logger log = LoggerFactory.getLogger(Services.class);

  private final StandaloneSettings settings;
  private final Infrastructure infrastructure;
  private final Secret secret;
  private final LoopbackPort registryService = LoopbackPort.free();
  private final LoopbackPort manifestService = LoopbackPort.free();
  private final LoopbackPort worker = LoopbackPort.free();

  Services(StandaloneSettings settings, Infrastructure infrastructure, Secret secret) {
    this.settings = settings;
    this.infrastructure = infrastructure;
    this.secret = secret;
  }

  /**
   * The registry-service first, while the broker starts: it also sets up the logging of this
   * process, which two must not do at once. Then the others together. They stop in reverse order,
   * so that the gateway answers what it has accepted.
   */
  void start(Running running) {
    var registry =
        start(
            "registry-service",
            RegistryServiceApplication.builder(),
            listeningOn(LoopbackPort.HOST, registryService));
    Concurrently.await(infrastructure.kafka());
    running.add("registry-service", Concurrently.await(registry));
    var manifests =
        start(
            "manifest-service",
            ManifestServiceApplication.builder(),
            listeningOn(LoopbackPort.HOST, manifestService));
    var builder =
        start(
            "worker",
            ImageBuilderWorkerApplication.builder(),
            listeningOn(LoopbackPort.HOST, worker));
    var gateway = start("gateway", GatewayApplication.builder(), gateway());
    running.add("manifest-service", Concurrently.await(manifests));
    running.add("worker", Concurrently.await(builder));
    running.add("gateway", Concurrently.await(gateway));
  }

  /** Where Prometheus reads: the gateway's wants a token. */
  List<URI> metrics() {
    return Stream.of(
            settings.publicUrl().toString(),
            "http://" + registryService.address(),
            "http://" + manifestService.address(),
            "http://" + worker.address())
        .map(service -> URI.create(service + "/actuator/prometheus"))
        .toList();
  }

  private CompletableFuture<ConfigurableApplicationContext> start(
      String name, SpringApplicationBuilder application, Map<String, String> own) {
    Map<String, String> properties = shared();
    properties.putAll(own);
    String[] arguments =
        properties.entrySet().stream()
            .map(property -> "--%s=%s".formatted(property.getKey(), property.getValue()))
            .toArray(String[]::new);
    return Concurrently.start(() -> {
      ConfigurableApplicationContext context =
          run(name, application.registerShutdownHook(false), arguments);
      log.info("Started the {} on {}:{}", name, own.get("server.address"), own.get("server.port"));
      return context;
    });
  }

  private static ConfigurableApplicationContext run(
      String name, SpringApplicationBuilder application, String[] arguments) {
    try {
      return application.run(arguments);
    } catch (RuntimeException e) {
      throw new ServiceFailedException(name, e);
    }
  }

  private static Map<String, String> listeningOn(String address, LoopbackPort port) {
    return Map.of("server.address", address, "server.port", port.toString());
  }

  private Map<String, String> gateway() {
    Map<String, String> properties = new HashMap<>(listeningOn(settings.bind(), settings.port()));
    properties.put("modelwright.identity.token-file", settings.home().resolve("token").toString());
    return properties;
  }

  private Map<String, String> shared() {
    Map<String, String> properties = new HashMap<>();
    properties.put("spring.main.log-startup-info", "false");
    properties.put("modelwright.token", secret.value());
    properties.put("modelwright.kafka.bootstrap-servers", infrastructure.kafkaBootstrapServers());
    properties.put("modelwright.mongodb.uri", infrastructure.mongoUri());
    properties.put("modelwright.registry-service.url", "http://" + registryService.address());
    properties.put("modelwright.manifest-service.url", "http://" + manifestService.address());
    properties.put(
        "modelwright.artifacts.directory", settings.home().resolve("artifacts").toString());
    properties.put("modelwright.artifacts.public-url", settings.publicUrl().toString());
    properties.put("modelwright.gateway.public-url", settings.publicUrl().toString());
    properties.put("modelwright.runtimes.directory", settings.runtimes().toString());
    properties.put("modelwright.worker.slots", Integer.toString(settings.workers()));
    putContainerRegistry(properties);
    return properties;
  }

  private void putContainerRegistry(Map<String, String> properties) {
    StandaloneSettings.ContainerRegistry registry = infrastructure.containerRegistry();
    properties.put("modelwright.container-registry.url", registry.url().toString());
    properties.put("modelwright.container-registry.public-address", registry.publicAddress());
    registry
        .username()
        .ifPresent(name -> properties.put("modelwright.container-registry.username", name));
    registry
        .password()
        .ifPresent(secret -> properties.put("modelwright.container-registry.password", secret));
  }
}
