package dev.modelwright.distribution.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.UnusableContainerRegistryException;
import dev.modelwright.distribution.UnusableContainerRegistryException.Reason;
import dev.modelwright.testsupport.TestContainerRegistry;
import dev.modelwright.testsupport.TestProtectedContainerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Container registries that can be used, and all the ways in which one cannot. */
class PushTrialIT {

  private static final Credentials GOOD =
      new Credentials(
          TestProtectedContainerRegistry.USERNAME, TestProtectedContainerRegistry.PASSWORD);

  @Test
  void usesAnOpenContainerRegistry() {
    assertThatCode(() -> PushTrial.run(access(TestContainerRegistry.url(), null)))
        .doesNotThrowAnyException();
  }

  @Test
  void usesAContainerRegistryThatAsksForAPasswordAndLeavesNothingBehind() {
    URI url = TestProtectedContainerRegistry.url();

    assertThatCode(() -> PushTrial.run(access(url, GOOD))).doesNotThrowAnyException();

    HttpContainerRegistry registry = new HttpContainerRegistry(url, Optional.of(GOOD));
    assertThat(
            registry.find(
                RepositoryName.of("team/modelwright/trial"),
                Digest.of("none".getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
  }

  @Test
  void saysThatThePasswordIsWrongOrMissing() {
    URI url = TestProtectedContainerRegistry.url();

    UnusableContainerRegistryException wrong =
        failure(access(url, new Credentials(GOOD.username(), "wr0ng")));
    UnusableContainerRegistryException missing = failure(access(url, null));

    assertThat(wrong.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(wrong)
        .hasMessageContaining(url.getAuthority())
        .hasMessageContaining("does not accept the user name and password")
        .hasMessageNotContaining("wr0ng");
    assertThat(missing.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(missing).hasMessageContaining("asks for a user name and a password");
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    UnusableContainerRegistryException failure =
        failure(access(URI.create("http://127.0.0.1:" + port), null));

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("ConnectException");
  }

  @Test
  void saysThatNoSecureConnectionCanBeMade() {
    URI url = URI.create("https://" + TestContainerRegistry.address());

    UnusableContainerRegistryException failure = failure(access(url, null));

    assertThat(failure.reason()).isEqualTo(Reason.TLS);
    assertThat(failure).hasMessageContaining("a secure connection cannot be made");
  }

  @ParameterizedTest
  @CsvSource({
    "200, <html>hello</html>, NOT_A_CONTAINER_REGISTRY",
    "404, nothing here, NOT_A_CONTAINER_REGISTRY",
    "400, Client sent an HTTP request to an HTTPS server., TLS",
    "500, broken, UNREACHABLE"
  })
  void saysThatWhatListensIsNoContainerRegistry(int status, String text, Reason reason)
      throws IOException {
    assertThat(answering("/", status, text).reason()).isEqualTo(reason);
  }

  @Test
  void asksNothingAtLinkLocalAddresses() {
    UnusableContainerRegistryException failure =
        failure(access(URI.create("http://[fe80::1]:5000"), null));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_A_CONTAINER_REGISTRY);
    assertThat(failure).hasMessageContaining("link-local");
  }

  @Test
  void saysThatPushingIsForbidden() throws IOException {
    UnusableContainerRegistryException failure = answering("/v2/team", 403, "{}");

    assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(failure).hasMessageContaining("'team/modelwright/trial'");
  }

  /** A server that is a container registry, but for one path. */
  private static UnusableContainerRegistryException answering(String path, int status, String text)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isOdd = exchange.getRequestURI().getPath().startsWith(path);
          byte[] body = (isOdd ? text : "{}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(isOdd ? status : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      return failure(access(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), null));
    } finally {
      server.stop(0);
    }
  }

  private static UnusableContainerRegistryException failure(ContainerRegistryAccess access) {
    return catchThrowableOfType(
        UnusableContainerRegistryException.class, () -> PushTrial.run(access));
  }

  private static ContainerRegistryAccess access(URI url, Credentials credentials) {
    return new ContainerRegistryAccess(
        url,
        url.getAuthority(),
        Optional.of(RepositoryName.of("team")),
        Optional.ofNullable(credentials));
  }
}
