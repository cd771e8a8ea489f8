package dev.modelwright.testsupport;

import dev.modelwright.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;

/**
 * A real issuer of tokens that is not ours, in a process of its own; shared by the tests of one
 * JVM.
 */
public final class TestIssuer implements AutoCloseable {

  public static final String CLIENT = "program";
  public static final String SECRET = "secret-of-the-program";
  public static final String AUDIENCE = "modelwright-of-the-tests";
  public static final String TENANT = "tenant-of-the-tests";

  /** Where the roles are. */
  public static final String ROLES_CLAIM = "realm_access.roles";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final LoopbackPort PORT = LoopbackPort.free();
  private static final SharedServer<TestIssuer> SERVER =
      new SharedServer<>("issuer", TestIssuer::start);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestIssuer(Process process) {
    this.process = process;
  }

  /** Its name and address, also while it is not started. */
  public static String uri() {
    return "http://" + PORT.address();
  }

  /** The running issuer; the first call starts it. */
  public static TestIssuer get() {
    return SERVER.get();
  }

  private static TestIssuer start(Path folder) {
    try {
      TestIssuer issuer =
          new TestIssuer(
              new ProcessBuilder(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "-Xmx128m",
                      "-cp",
                      System.getProperty("java.class.path"),
                      IssuerProcess.class.getName(),
                      PORT.toString(),
                      folder.toString())
                  .inheritIO()
                  .start());
      Awaitility.await()
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(100))
          .until(issuer::answers);
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new AssertionError("The issuer ended; its last words are above.");
    }
    try {
      return send(HttpRequest.newBuilder(at("/.well-known/openid-configuration"))).statusCode()
          == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  /** What it answers to the client credentials grant of {@link #CLIENT}. */
  public String tokenAnswer() {
    String credentials =
        Base64.getEncoder()
            .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    return send(HttpRequest.newBuilder(at("/oauth2/token"))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials")))
        .body();
  }

  /** A token with just these claims, signed as all of its tokens. */
  public String sign(String jsonClaims) {
    return send(HttpRequest.newBuilder(at("/sign")).POST(BodyPublishers.ofString(jsonClaims)))
        .body();
  }

  /** Its public keys. */
  public String keys() {
    return send(HttpRequest.newBuilder(at("/oauth2/jwks"))).body();
  }

  /** From now on it signs with another key, and publishes no other. */
  public void rotate() {
    send(HttpRequest.newBuilder(at("/rotate")).POST(BodyPublishers.noBody()));
  }

  private static URI at(String path) {
    return URI.create(uri() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
