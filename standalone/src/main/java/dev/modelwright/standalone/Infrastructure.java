package dev.modelwright.standalone;

import dev.modelwright.embedded.ContainerRegistryServer;
import dev.modelwright.embedded.ContainerRegistryServer.FirstPort;
import dev.modelwright.embedded.EmbeddedKafka;
import dev.modelwright.embedded.LoopbackPort;
import dev.modelwright.embedded.MongoServer;
import dev.modelwright.embedded.StartFailedException;
import dev.modelwright.standalone.StandaloneSettings.ContainerRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the services need beside each other: ours, or the user's own where settings name it.
 *
 * @param kafka completes when the broker serves; its address is known before
 */
record Infrastructure(
    String kafkaBootstrapServers,
    String mongoUri,
    ContainerRegistry containerRegistry,
    CompletableFuture<?> kafka) {

  private static final Logger log = LoggerFactory.getLogger(Infrastructure.class);

  /** Each database gets its own name from its service; this one is never written. */
  private static final String NO_DATABASE = "";

  /** Starts all at the same time; returns when all but Kafka, which takes longest, serve. */
  static Infrastructure start(
      StandaloneSettings settings, Running running, Consumer<StartFailedException> onDeath) {
    LoopbackPort kafkaPort = EmbeddedKafka.portOf(kafkaHome(settings));
    CompletableFuture<?> kafka = Concurrently.start(() -> startKafka(settings, kafkaPort, running));
    CompletableFuture<String> mongo = Concurrently.start(() -> mongo(settings, running, onDeath));
    CompletableFuture<ContainerRegistry> containerRegistry =
        Concurrently.start(() -> containerRegistry(settings, running, onDeath));
    // Both, so that no child process is forgotten when the other fails.
    Concurrently.await(CompletableFuture.allOf(mongo, containerRegistry));
    return new Infrastructure(kafkaPort.address(), mongo.join(), containerRegistry.join(), kafka);
  }

  private static Path kafkaHome(StandaloneSettings settings) {
    return settings.home().resolve("kafka");
  }

  private static EmbeddedKafka startKafka(
      StandaloneSettings settings, LoopbackPort port, Running running) {
    EmbeddedKafka kafka = running.add("broker", EmbeddedKafka.start(kafkaHome(settings), port));
    log.info("Started Kafka on {}", kafka.bootstrapServers());
    return kafka;
  }

  private static String mongo(
      StandaloneSettings settings, Running running, Consumer<StartFailedException> onDeath) {
    Optional<String> given = settings.mongoUri();
    if (given.isPresent()) {
      return given.get();
    }
    MongoServer mongo =
        running.add(
            "mongod", MongoServer.start(settings.home().resolve("mongod"), settings.mongod()));
    mongo.death().thenAccept(onDeath);
    log.info("Started mongod at {}", mongo.uri(NO_DATABASE));
    return mongo.uri(NO_DATABASE);
  }

  private static ContainerRegistry containerRegistry(
      StandaloneSettings settings, Running running, Consumer<StartFailedException> onDeath) {
    Optional<ContainerRegistry> given = settings.containerRegistry();
    if (given.isPresent()) {
      return given.get();
    }
    ContainerRegistryServer server =
        running.add(
            "container registry",
            ContainerRegistryServer.start(
                settings.home().resolve("container-registry"),
                settings.dockerRegistry(),
                FirstPort.USUAL));
    server.death().thenAccept(onDeath);
    log.info("Started the container registry on {}", server.address());
    return new ContainerRegistry(
        server.url(), server.address(), Optional.empty(), Optional.empty());
  }
}
