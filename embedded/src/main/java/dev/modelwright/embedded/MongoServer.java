package dev.modelwright.embedded;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** A mongod child process: a replica set of one node, which transactions need, on 127.0.0.1. */
public final class MongoServer implements AutoCloseable {

  private static final String REPLICA_SET = "rs0";
  private static final int NOT_YET_INITIALIZED = 94;
  private static final long CLIENT_TIMEOUT_MILLIS = 1_000;

  private final DirectoryLock lock;
  private final ChildProcess process;
  private final LoopbackPort port;

  private MongoServer(DirectoryLock lock, ChildProcess process, LoopbackPort port) {
    this.lock = lock;
    this.process = process;
    this.port = port;
  }

  /**
   * The program named by {@code MODELWRIGHT_MONGOD}, else {@code .tools/mongod/bin/mongod} in the
   * working directory or above, else {@code mongod} on the path.
   *
   * @throws StartFailedException when there is none
   */
  public static Path executable() {
    Executable executables = Executable.ofThisProcess();
    return executables
        .namedBy("MODELWRIGHT_MONGOD")
        .or(() -> executables.upward(".tools/mongod/bin/mongod"))
        .or(() -> executables.onPath("mongod"))
        .orElseThrow(() ->
            new StartFailedException(
                "Cannot find mongod: neither in .tools/mongod/bin nor on the PATH."
                    + " Run ./quickstart, which fetches one, set MODELWRIGHT_MONGOD to its path,"
                    + " or set MODELWRIGHT_MONGODB_URI to a server of yours."));
  }

  /**
   * Starts mongod on a directory and returns when it accepts writes.
   *
   * @throws DirectoryInUseException when another mongod of ours runs on it
   * @throws StartFailedException in words, when it cannot start
   */
  public static MongoServer start(Path directory, Path executable) {
    return DirectoryLock.start("mongod", directory, lock -> start(lock, directory, executable));
  }

  private static MongoServer start(DirectoryLock lock, Path directory, Path executable)
      throws IOException {
    ChildProcess.stopLeftover(directory, executable);
    Path data = Files.createDirectories(directory.resolve("data").toAbsolutePath());
    LoopbackPort port = LoopbackPort.keptOrFree(directory.resolve("port"));
    try (MongoClient client = MongoClients.create(settings(port))) {
      MongoDatabase admin = client.getDatabase("admin");
      ChildProcess process =
          ChildProcess.start(
              command(executable, data, port), directory, () -> acceptsWrites(admin, port));
      return new MongoServer(lock, process, port);
    }
  }

  /** The connection string of a database. */
  public String uri(String database) {
    return "mongodb://%s/%s?directConnection=true".formatted(port.address(), database);
  }

  /** Completes, in words, when mongod has died and cannot be started again. */
  public CompletableFuture<StartFailedException> death() {
    return process.death();
  }

  @Override
  public void close() {
    process.close();
    lock.close();
  }

  private static List<String> command(Path executable, Path data, LoopbackPort port) {
    return List.of(
        executable.toAbsolutePath().toString(),
        "--bind_ip",
        LoopbackPort.HOST,
        "--port",
        port.toString(),
        "--dbpath",
        data.toString(),
        "--replSet",
        REPLICA_SET,
        "--oplogSize",
        "64",
        "--wiredTigerCacheSizeGB",
        "0.25",
        "--unixSocketPrefix",
        data.toString(),
        "--networkMessageCompressors",
        "disabled",
        "--setParameter",
        "diagnosticDataCollectionEnabled=false",
        "--quiet");
  }

  private static MongoClientSettings settings(LoopbackPort port) {
    return MongoClientSettings.builder()
        .applyConnectionString(
            new ConnectionString("mongodb://%s/?directConnection=true".formatted(port.address())))
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(CLIENT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
        .applyToServerSettings(server ->
            server
                .heartbeatFrequency(50, TimeUnit.MILLISECONDS)
                .minHeartbeatFrequency(10, TimeUnit.MILLISECONDS))
        .build();
  }

  /** Whatever fails while the server comes up is asked again; the caller has the limit. */
  private static boolean acceptsWrites(MongoDatabase admin, LoopbackPort port) {
    try {
      if (admin.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary", false)) {
        return true;
      }
      formReplicaSet(admin, port);
    } catch (MongoException e) {
      return false;
    }
    return false;
  }

  /** Makes the replica set when it is missing, so that the next question has a better answer. */
  private static void formReplicaSet(MongoDatabase admin, LoopbackPort port) {
    Document answer;
    try {
      answer = admin.runCommand(new Document("replSetGetConfig", 1));
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != NOT_YET_INITIALIZED) {
        throw e;
      }
      initiate(admin, port);
      return;
    }
    moveTo(port, answer.get("config", Document.class), admin);
  }

  private static void initiate(MongoDatabase admin, LoopbackPort port) {
    // Without an explicit member the machine's name is stored, which clients may not resolve.
    Document member = new Document("_id", 0).append("host", port.address());
    admin.runCommand(
        new Document(
            "replSetInitiate",
            new Document("_id", REPLICA_SET).append("members", List.of(member))));
  }

  /** The set knows its node by address: it must learn of a port that had to change. */
  private static void moveTo(LoopbackPort port, Document config, MongoDatabase admin) {
    Document member = config.getList("members", Document.class).getFirst();
    if (port.address().equals(member.getString("host"))) {
      return;
    }
    member.put("host", port.address());
    config.put("version", ((Number) config.get("version")).longValue() + 1);
    admin.runCommand(new Document("replSetReconfig", config).append("force", true));
  }
}
