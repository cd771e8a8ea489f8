package dev.modelwright.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller, in this process. Its directory keeps everything; a start
 * after a kill takes some five seconds and finds every acknowledged record.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final int NODE_ID = 1;
  private static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String CLIENT_LISTENER = "PLAINTEXT";

  private final DirectoryLock lock;
  private final KafkaRaftServer server;
  private final LoopbackPort port;

  private EmbeddedKafka(DirectoryLock lock, KafkaRaftServer server, LoopbackPort port) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /**
   * Where the broker of a directory will listen: what was there before while it is free, since a
   * taken port would make Kafka end the whole process. For those who start beside it.
   */
  public static LoopbackPort portOf(Path directory) {
    return LoopbackPort.keptOrFree(directory.resolve("port"));
  }

  /**
   * Starts a broker on a directory, formatting it the first time, and returns when it serves.
   *
   * @throws DirectoryInUseException when another broker runs on it
   * @throws StartFailedException in words, when it cannot start
   */
  public static EmbeddedKafka start(Path directory) {
    return DirectoryLock.start(
        "Kafka", directory, lock -> start(lock, directory, portOf(directory)));
  }

  /** The same, on a port from {@link #portOf}. */
  public static EmbeddedKafka start(Path directory, LoopbackPort port) {
    return DirectoryLock.start("Kafka", directory, lock -> start(lock, directory, port));
  }

  private static EmbeddedKafka start(DirectoryLock lock, Path directory, LoopbackPort clientPort)
      throws IOException {
    LoopbackPort controllerPort = LoopbackPort.keptOrFree(directory.resolve("controller-port"));
    Path data = formatted(directory);
    Properties properties = properties(data, clientPort, controllerPort);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(lock, server, clientPort);
  }

  public String bootstrapServers() {
    return port.address();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    lock.close();
  }

  /** Formats in one step: what a kill interrupted is not formatted, and holds nothing yet. */
  private static Path formatted(Path directory) throws IOException {
    Path data = directory.resolve("data");
    if (Files.exists(data)) {
      return data;
    }
    Path unfinished = directory.resolve("unformatted");
    deleteRecursively(unfinished);
    Files.createDirectories(unfinished);
    format(unfinished);
    return Files.move(unfinished, data);
  }

  private static void format(Path data) throws IOException {
    try {
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName(CONTROLLER_LISTENER)
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .setHasDynamicQuorum(false)
          .run();
    } catch (Exception e) {
      throw new IOException("formatting failed: " + e.getMessage(), e);
    }
  }

  private static void deleteRecursively(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Properties properties(
      Path data, LoopbackPort clientPort, LoopbackPort controllerPort) {
    Properties properties = new Properties();
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put("process.roles", "broker,controller");
    properties.put("log.dirs", data.toString());
    properties.put(
        "listeners",
        "%s://%s,%s://%s"
            .formatted(
                CLIENT_LISTENER,
                clientPort.address(),
                CONTROLLER_LISTENER,
                controllerPort.address()));
    properties.put("advertised.listeners", CLIENT_LISTENER + "://" + clientPort.address());
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("controller.quorum.voters", NODE_ID + "@" + controllerPort.address());
    properties.put("auto.create.topics.enable", "false");
    singleNode(properties);
    quickReactions(properties);
    modestMemory(properties);
    return properties;
  }

  private static void singleNode(Properties properties) {
    for (String topic :
        new String[] {
          "offsets.topic", "transaction.state.log", "share.coordinator.state.topic",
        }) {
      properties.put(topic + ".replication.factor", "1");
      properties.put(topic + ".num.partitions", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
  }

  private static void quickReactions(Properties properties) {
    // After a kill the old incarnation must time out before the new one may serve.
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // Nor may dead consumers hold their partitions for 45 seconds after it.
    properties.put("group.consumer.min.session.timeout.ms", "6000");
    properties.put("group.consumer.session.timeout.ms", "6000");
    properties.put("group.consumer.min.heartbeat.interval.ms", "1000");
    properties.put("group.consumer.heartbeat.interval.ms", "1000");
    // A worker that joins has its first build order after about two seconds instead of six.
    properties.put("group.share.min.heartbeat.interval.ms", "500");
    properties.put("group.share.heartbeat.interval.ms", "1000");
    properties.put("group.share.assignment.interval.ms", "200");
  }

  private static void modestMemory(Properties properties) {
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
  }
}
