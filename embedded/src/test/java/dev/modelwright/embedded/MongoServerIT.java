package dev.modelwright.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.modelwright.embedded.ServerProcessFixture.Server;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoServerIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void keepsAcknowledgedWritesWhenItsProcessIsKilled() {
    try (ServerProcessFixture process = ServerProcessFixture.start(Server.MONGOD, directory)) {
      insert(process.address(), 200);
      process.kill();
    }

    try (MongoServer mongo = start()) {
      assertThat(count(mongo.uri("test"))).isEqualTo(200);
    }
  }

  @Test
  void endsWithTheProcessThatStartedIt() {
    try (ServerProcessFixture process = ServerProcessFixture.start(Server.MONGOD, directory)) {
      List<ProcessHandle> children = process.children();
      assertThat(children).hasSize(1);

      process.kill();

      Awaitility.await().atMost(LIMIT).until(() -> hasEnded(children.getFirst()));
    }
  }

  @Test
  void stopsTheServerThatAKilledProcessLeftRunning() {
    try (ServerProcessFixture process =
        ServerProcessFixture.startWhereChildrenOutliveTheirParent(Server.MONGOD, directory)) {
      ProcessHandle leftover = process.children().getFirst();
      insert(process.address(), 1);
      process.kill();
      assertThat(hasEnded(leftover)).isFalse();

      try (MongoServer mongo = start()) {
        assertThat(hasEnded(leftover)).isTrue();
        assertThat(count(mongo.uri("test"))).isEqualTo(1);
      }
    }
  }

  @Test
  void startsAgainWhenItDies() throws Exception {
    try (MongoServer mongo = start()) {
      insert(mongo.uri("test"), 1);
      ProcessHandle first = running();
      Instant started = first.info().startInstant().orElseThrow();
      Awaitility.await().until(() -> Instant.now().isAfter(started.plusSeconds(3)));

      first.destroyForcibly();

      Awaitility.await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(count(mongo.uri("test"))).isEqualTo(1));
      assertThat(running().pid()).isNotEqualTo(first.pid());
      assertThat(mongo.death()).isNotDone();
    }
  }

  @Test
  void movesToAnotherPortWhenItsOwnIsTaken() throws Exception {
    int firstPort;
    try (MongoServer mongo = start()) {
      insert(mongo.uri("test"), 1);
      firstPort = URI.create(mongo.uri("test")).getPort();
    }

    try (ServerSocket taken = new ServerSocket()) {
      taken.setReuseAddress(true);
      // Connections of the first server may linger.
      Awaitility.await()
          .atMost(LIMIT)
          .ignoreException(BindException.class)
          .until(() -> {
            taken.bind(new InetSocketAddress(LoopbackPort.HOST, firstPort));
            return taken.isBound();
          });
      refuseConversations(taken);
      try (MongoServer mongo = start()) {
        insert(mongo.uri("test"), 1);
        assertThat(count(mongo.uri("test"))).isEqualTo(2);
      }
    }
  }

  /** As a server of another kind does; a silent one costs mongod half a minute. */
  private static void refuseConversations(ServerSocket socket) {
    Thread.startVirtualThread(() -> {
      while (!socket.isClosed()) {
        try {
          socket.accept().close();
        } catch (IOException e) {
          return;
        }
      }
    });
  }

  @Test
  void offersTransactions() {
    try (MongoServer mongo = start();
        MongoClient client = MongoClients.create(mongo.uri("test"));
        ClientSession session = client.startSession()) {
      session.withTransaction(() ->
          client.getDatabase("test").getCollection("things").insertOne(session, new Document()));

      assertThat(count(mongo.uri("test"))).isEqualTo(1);
    }
  }

  @Test
  void reportsTheEndOfTheLogWhenTheProgramCannotStart() throws Exception {
    Path broken =
        Files.writeString(directory.resolve("mongod"), "#!/bin/sh\necho no disk\nexit 4\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> MongoServer.start(directory.resolve("mongo"), broken))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("Cannot keep mongod running: it ended with status 4.")
        .hasMessageContaining("no disk");
  }

  private MongoServer start() {
    return MongoServer.start(directory, MongoServer.executable());
  }

  private ProcessHandle running() throws Exception {
    String pid = Files.readAllLines(directory.resolve("pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static boolean hasEnded(ProcessHandle process) {
    return !process.isAlive() || process.info().command().isEmpty();
  }

  private static void insert(String uri, int count) {
    try (MongoClient client = MongoClients.create(uri)) {
      MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
      for (int number = 0; number < count; number++) {
        things.insertOne(new Document("number", number));
      }
    }
  }

  private static long count(String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      return client.getDatabase("test").getCollection("things").countDocuments();
    }
  }
}
