package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are many, slow or odd get an answer below 500, and others do not wait for them. */
class ConnectionIT {

  private static final int MANY = 10_000;
  private static final Duration SOON = Duration.ofSeconds(5);

  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @Test
  void answersWhileTenThousandConnectionsAreIdle() throws Exception {
    assertThat(maxOpenFiles())
        .as(
            "open files that this process may have; raise the limit with 'ulimit -n 20000', as ./verify does")
        .isGreaterThan(MANY + 1000L);
    Process clients =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                testClasses(),
                IdleConnections.class.getName(),
                Integer.toString(URI.create(gateway.url()).getPort()),
                Integer.toString(MANY))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader told = clients.inputReader()) {
      assertThat(told.readLine()).isEqualTo(IdleConnections.OPEN);

      for (int request = 0; request < 20; request++) {
        assertAnswersSoon();
      }
    } finally {
      clients.destroy();
    }
  }

  @Test
  void answersOthersWhileHeadersComeSlowly() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int client = 0; client < 300; client++) {
        Socket socket = socket();
        write(socket, "GET /models HTTP/1.1\r\nHost: x\r\nAuthoriz");
        slow.add(socket);
      }

      assertAnswersSoon();

      for (Socket socket : slow) {
        write(socket, "ation: Bearer " + gateway.token() + "\r\nConnection: close\r\n\r\n");
        assertThat(response(socket)).startsWith("HTTP/1.1 200");
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void answersOthersWhileBodiesComeSlowlyAndGivesThoseUp() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor()) {
      for (int client = 0; client < 50; client++) {
        Socket socket = socket();
        write(
            socket,
            "POST /models HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000\r\nAuthorization: Bearer "
                + gateway.token()
                + "\r\n\r\n{\"name\": \"");
        slow.add(socket);
      }
      trickle.scheduleAtFixedRate(
          () -> slow.forEach(ConnectionIT::oneMore), 0, 100, TimeUnit.MILLISECONDS);

      assertAnswersSoon();

      for (Socket socket : slow) {
        String head = head(socket);
        assertThat(head).startsWith("HTTP/1.1 408").contains("Content-Type: application/json");
      }
      trickle.shutdownNow();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models",
        "/models/{id}",
        "/manifests",
        "/manifests/{id}",
        "/images",
        "/images/{id}",
        "/images/{id}/log",
        "/operations/{id}",
        "/openapi.json",
        "/swagger.json",
        "/asyncapi.json",
        "/docs",
        "/docs/index.html",
        "/nothing",
        "/uploads",
        ORIGINAL + "/models"
      })
  void answersHeadAsGetWithoutBody(String path) throws Exception {
    String id =
        (path.startsWith("/models") ? gateway.registerModel() : UUID.randomUUID()).toString();
    String url = path.replace("{id}", id);

    HttpResponse<String> get = gateway.get(url);
    HttpResponse<String> head =
        gateway.send(gateway.request(url).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(get.headers().firstValue("Content-Type"));
    assertThat(head.headers().firstValue("x-ms-request-id")).isPresent();
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATCH /models",
        "PUT /models/07b56951-3ce6-481a-bcb7-e76ee669e990",
        "DELETE /operations/07b56951-3ce6-481a-bcb7-e76ee669e990",
        "GET /uploads",
        "POST /events",
        "POST /openapi.json",
        "POST /docs/index.html",
        "BREW /images",
        "TRACE /models"
      })
  void saysWhichMethodsAPathTakes(String requestLine) throws Exception {
    RunningGateway.RawResponse response = gateway.raw(requestLine);

    assertThat(response.head()).startsWith("HTTP/1.1 405").containsIgnoringCase("\r\nAllow: ");
    assertThat(response.body())
        .contains("\"code\":\"MethodNotAllowed\"", "\"statusCode\":405", "\"details\":[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "no type",
        "*/*"
      })
  void refusesBodiesOfOtherTypes(String type) throws Exception {
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/models")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).as(response.body()).isIn(400, 415);
    assertThat(RunningGateway.body(response).propertyNames())
        .containsExactly("code", "message", "statusCode", "details");
  }

  @Test
  void refusesHeadersThatAreTooLong() throws Exception {
    HttpRequest.Builder request = gateway.request("/models").header("X-Long", "a".repeat(100_000));

    HttpResponse<String> response = gateway.send(request);

    assertThat(response.statusCode()).isBetween(400, 431);
    assertThat(RunningGateway.body(response).get("message").stringValue()).contains("too long");
  }

  @Test
  void takesTokensOfOtherIssuersLength() throws Exception {
    HttpResponse<String> response =
        gateway.send(gateway.request("/models").header("X-Long", "a".repeat(20_000)));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%2e%2e/models",
        "GET /images/../models",
        "GET /models/%252e%252e",
        "GET /models;x=1",
        "GET //models",
        "GET /models/%c0%ae",
        "GET http://other.example.org/models",
        "GET *",
        "OPTIONS *",
        "OPTIONS /models",
        "GET /models?count=%zz",
        "GET /models?%00=1",
        "GET /artifacts/..%2f..%2fetc%2fpasswd?se=1&sig=x",
        "PUT /artifacts/%00"
      })
  void answersOddRequestLinesBelow500(String requestLine) throws Exception {
    RunningGateway.RawResponse response = gateway.raw(requestLine);

    assertThat(response.head()).containsPattern("^HTTP/1\\.1 [234]\\d\\d");
  }

  private static void assertAnswersSoon() throws Exception {
    Instant begin = Instant.now();
    assertThat(gateway.get("/models?count=1").statusCode()).isEqualTo(200);
    assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
  }

  private static Socket socket() throws IOException {
    URI address = URI.create(gateway.url());
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void oneMore(Socket socket) {
    try {
      write(socket, "a");
    } catch (IOException _) {
      // Given up by the gateway.
    }
  }

  private static String response(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What comes first; the connection may be reset after it, since we go on sending. */
  private static String head(Socket socket) throws IOException {
    byte[] buffer = new byte[8192];
    int count = socket.getInputStream().read(buffer);
    return new String(buffer, 0, Math.max(0, count), StandardCharsets.UTF_8);
  }

  private static long maxOpenFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : 0;
  }

  private static String testClasses() throws Exception {
    return Path.of(ConnectionIT.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }
}
