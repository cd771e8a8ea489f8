package dev.modelwright.testsupport;

import java.net.HttpURLConnection;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/** A real container registry that asks for a password, shared by the tests of one JVM. */
public final class TestProtectedContainerRegistry {

  public static final String USERNAME = "team";
  public static final String PASSWORD = "s3cret";

  /** Of the password, by bcrypt. */
  private static final String HASH = "$2a$04$3vIz7TIstRZiKKv1Y8rVnu8OvjAkna0l856JQaZ8KLzUMnuBMjXs6";

  private static final String USERS = "/users";

  private static final SharedServer<GenericContainer<?>> SERVER =
      new SharedServer<>("protected-container-registry", _ -> start());

  private TestProtectedContainerRegistry() {}

  /** Host and port, as in an image's reference; the first call starts it. */
  public static String address() {
    return TestContainerRegistry.address(SERVER.get());
  }

  public static URI url() {
    return URI.create("http://" + address());
  }

  private static GenericContainer<?> start() {
    GenericContainer<?> container =
        TestContainerRegistry.container()
            .withEnv("REGISTRY_AUTH", "htpasswd")
            .withEnv("REGISTRY_AUTH_HTPASSWD_REALM", "tests")
            .withEnv("REGISTRY_AUTH_HTPASSWD_PATH", USERS)
            .withCopyToContainer(Transferable.of(USERNAME + ":" + HASH + "\n"), USERS)
            .waitingFor(Wait.forHttp("/v2/").forStatusCode(HttpURLConnection.HTTP_UNAUTHORIZED));
    container.start();
    return container;
  }
}
