package dev.modelwright.standalone;

import dev.modelwright.embedded.ContainerRegistryServer;
import dev.modelwright.embedded.ContainerRegistryServer.FirstPort;
import dev.modelwright.embedded.EmbeddedKafka;
import dev.modelwright.embedded.MongoServer;
import dev.modelwright.embedded.StartFailedException;
import dev.modelwright.standalone.StandaloneSettings.ContainerRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the services need beside each other: ours, or the user's own where settings name it. */
record Infrastructure(
    String kafkaBootstrapServers, String mongoUri, ContainerRegistry containerRegistry) {

  private static final Logger log = LoggerFactory.getLogger(Infrastructure.class);

  private static final Executor THREAD_EACH = task -> Thread.ofPlatform().daemon().start(task);

  /** Each database gets its own name from its service; this one is never written. */
  private static final String NO_DATABASE = "";

  /** Starts all at the same time and waits for all, so that none is forgotten when one fails. */
  static Infrastructure start(
      StandaloneSettings settings, Running running, Consumer<StartFailedException> onDeath) {
    CompletableFuture<String> kafka = async(() -> kafka(settings, running));
    CompletableFuture<String> mongo = async(() -> mongo(settings, running, onDeath));
    CompletableFuture<ContainerRegistry> containerRegistry =
        async(() -> containerRegistry(settings, running, onDeath));
    try {
      CompletableFuture.allOf(kafka, mongo, containerRegistry).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return new Infrastructure(kafka.join(), mongo.join(), containerRegistry.join());
  }

  private static <T> CompletableFuture<T> async(Supplier<T> start) {
    return CompletableFuture.supplyAsync(start, THREAD_EACH);
  }

  private static String kafka(StandaloneSettings settings, Running running) {
    EmbeddedKafka kafka = EmbeddedKafka.start(settings.home().resolve("kafka"));
    running.add("broker", kafka);
    log.info("Started Kafka on {}", kafka.bootstrapServers());
    return kafka.bootstrapServers();
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
