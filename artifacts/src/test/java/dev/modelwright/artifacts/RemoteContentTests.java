package dev.modelwright.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteContentTests {

  private static final FetchLimits LIMITS =
      new FetchLimits(
          Duration.ofSeconds(5),
          Duration.ofMillis(1500),
          Duration.ofSeconds(3),
          1_000_000,
          3,
          true,
          Set.of());

  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RemoteContent remoteContent = new RemoteContent(LIMITS);
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stopServer() {
    over.countDown();
    remoteContent.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void readsWhatTheServerSends() throws IOException {
    String content = "x".repeat(300_000);
    server.createContext("/a", exchange -> answer(exchange, 200, content));

    try (InputStream stream = remoteContent.open(url("/a?sig=secret"))) {
      assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo(content);
    }
  }

  @Test
  void readsAnEmptyFile() throws IOException {
    server.createContext("/a", exchange -> answer(exchange, 200, ""));

    try (InputStream stream = remoteContent.open(url("/a"))) {
      assertThat(stream.readAllBytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"403, signed URL may have expired", "404, not found", "500, 500", "204, 204"})
  void refusesEveryAnswerButContent(int status, String said) {
    server.createContext("/a", exchange -> answer(exchange, status, ""));

    assertThatExceptionOfType(UnreachableContentException.class)
        .isThrownBy(() -> remoteContent.open(url("/a?sig=secret")))
        .withMessageContaining("/a'")
        .withMessageContaining(said)
        .withMessageNotContaining("secret")
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(422));
  }

  @Test
  void followsRedirects() throws IOException {
    server.createContext("/a", exchange -> redirect(exchange, "/b"));
    server.createContext("/b", exchange -> redirect(exchange, url("/c").toString()));
    server.createContext("/c", exchange -> answer(exchange, 200, "there"));

    try (InputStream stream = remoteContent.open(url("/a"))) {
      assertThat(stream).hasContent("there");
    }
  }

  @Test
  void noticesRedirectsInACircle() {
    server.createContext("/a", exchange -> redirect(exchange, "/b"));
    server.createContext("/b", exchange -> redirect(exchange, "/a"));

    assertThatExceptionOfType(UnreachableContentException.class)
        .isThrownBy(() -> remoteContent.open(url("/a")))
        .withMessageContaining("circle");
  }

  @Test
  void givesUpAfterTooManyRedirects() {
    server.createContext(
        "/", exchange -> redirect(exchange, exchange.getRequestURI().getPath() + "x"));

    assertThatExceptionOfType(UnreachableContentException.class)
        .isThrownBy(() -> remoteContent.open(url("/a")))
        .withMessageContaining("more than 3 times");
  }

  @Test
  void checksTheTargetOfARedirectAsWell() {
    server.createContext("/a", exchange -> redirect(exchange, "file:///etc/passwd"));

    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> remoteContent.open(url("/a")));
  }

  @Test
  void checksTheAddressOfARedirectAsWell() {
    server.createContext(
        "/a",
        exchange -> redirect(exchange, url("/b").toString().replace("127.0.0.1", "127.0.0.2")));

    try (RemoteContent strict =
        new RemoteContent(allowing("127.0.0.1:" + server.getAddress().getPort()))) {
      assertThatExceptionOfType(ForbiddenUrlException.class)
          .isThrownBy(() -> strict.open(url("/a")))
          .withMessageContaining("127.0.0.2");
    }
  }

  /** A name may have a short life: public when it is checked, private when it is asked. */
  @Test
  void connectsToTheAddressThatWasChecked() throws IOException {
    server.createContext("/a", exchange -> answer(exchange, 200, "checked"));
    Iterator<String> answers = List.of("127.0.0.1", "127.0.0.2").iterator();

    try (RemoteContent strict =
            new RemoteContent(
                allowing("rebinding.example"),
                _ -> new InetAddress[] {InetAddress.ofLiteral(answers.next())});
        InputStream stream =
            strict.open(
                URI.create(url("/a").toString().replace("127.0.0.1", "rebinding.example")))) {
      assertThat(stream).hasContent("checked");
    }
    assertThat(answers.next()).isEqualTo("127.0.0.2");
  }

  @Test
  void breaksOffWhenThisProcessStops() throws IOException {
    server.createContext(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().flush();
          awaitEnd();
        });

    try (InputStream stream = remoteContent.open(url("/a"))) {
      threads.submit(remoteContent::close);

      assertThatExceptionOfType(ArtifactStoreException.class)
          .isThrownBy(stream::readAllBytes)
          .withMessageContaining("this process stops");
    }
  }

  private static FetchLimits allowing(String host) {
    return new FetchLimits(
        LIMITS.connectTimeout(),
        LIMITS.idleTimeout(),
        LIMITS.timeout(),
        LIMITS.maxSize(),
        LIMITS.maxRedirects(),
        false,
        Set.of(host));
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() {
    server.createContext("/a", _ -> awaitEnd());

    assertThatExceptionOfType(UnreachableContentException.class)
        .isThrownBy(() -> remoteContent.open(url("/a")))
        .withMessageContaining("sent nothing");
  }

  @Test
  void givesUpOnAServerThatFallsSilent() throws IOException {
    server.createContext(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("start".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          awaitEnd();
        });

    try (InputStream stream = remoteContent.open(url("/a"))) {
      assertThatExceptionOfType(UnreachableContentException.class)
          .isThrownBy(stream::readAllBytes)
          .withMessageContaining("sent nothing");
    }
  }

  @Test
  void givesUpOnAServerThatTakesForEver() throws IOException {
    server.createContext(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          while (!awaitEnd(Duration.ofMillis(100))) {
            body.write('x');
            body.flush();
          }
        });

    try (InputStream stream = remoteContent.open(url("/a"))) {
      assertThatExceptionOfType(UnreachableContentException.class)
          .isThrownBy(stream::readAllBytes)
          .withMessageContaining("longer than 3 seconds");
    }
  }

  @Test
  void noticesFewerBytesThanPromised() throws Exception {
    try (ServerSocket socket =
            serverThatSends("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        InputStream stream = remoteContent.open(url(socket, "/a"))) {
      assertThatExceptionOfType(TruncatedContentException.class)
          .isThrownBy(stream::readAllBytes)
          .withMessageContaining("after 4 bytes")
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(422));
    }
  }

  @Test
  void noticesChunksThatBreakOff() throws Exception {
    try (ServerSocket socket =
            serverThatSends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
        InputStream stream = remoteContent.open(url(socket, "/a"))) {
      assertThatExceptionOfType(TruncatedContentException.class).isThrownBy(stream::readAllBytes);
    }
  }

  @Test
  void refusesContentThatIsAnnouncedTooLarge() {
    server.createContext(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000_001);
          exchange.getResponseBody().flush();
          awaitEnd();
        });

    assertThatExceptionOfType(ContentTooLargeException.class)
        .isThrownBy(() -> remoteContent.open(url("/a")));
  }

  @Test
  void refusesContentThatTurnsOutTooLarge() throws IOException {
    server.createContext(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[1_100_000]);
          exchange.close();
        });

    try (InputStream stream = remoteContent.open(url("/a"))) {
      assertThatExceptionOfType(ContentTooLargeException.class).isThrownBy(stream::readAllBytes);
    }
  }

  @Test
  void saysWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThatExceptionOfType(UnreachableContentException.class)
        .isThrownBy(() -> remoteContent.open(URI.create("http://127.0.0.1:%d/a".formatted(port))));
  }

  private ServerSocket serverThatSends(String answer) throws IOException {
    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    threads.submit(() -> {
      try (Socket connection = socket.accept()) {
        connection.getInputStream().read(new byte[8192]);
        connection.getOutputStream().write(answer.getBytes(UTF_8));
      }
      return null;
    });
    return socket;
  }

  private void awaitEnd() {
    awaitEnd(Duration.ofSeconds(30));
  }

  private boolean awaitEnd(Duration duration) {
    try {
      return over.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private static URI url(ServerSocket socket, String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(socket.getLocalPort(), path));
  }

  private static void answer(HttpExchange exchange, int status, String content) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }
}
