package dev.modelwright.distribution.http;

import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.ContainerRegistryException;
import dev.modelwright.distribution.ContainerRegistryRefusedException;
import dev.modelwright.distribution.Descriptor;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.ImageManifest;
import dev.modelwright.distribution.MediaTypes;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.StoredManifest;
import dev.modelwright.distribution.UnusableContainerRegistryException;
import dev.modelwright.distribution.UnusableContainerRegistryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Finds out whether images can go to a container registry and be pulled again: pushes one of a few
 * bytes, reads it back and deletes it where the container registry deletes at all.
 */
public final class PushTrial {

  private static final RepositoryName REPOSITORY = RepositoryName.of("modelwright/trial");
  private static final String ARTIFACT_TYPE = "application/vnd.modelwright.trial.v1";
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Duration LIMIT = Duration.ofSeconds(12);
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
  private static final Retries ONCE =
      new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1), Thread::sleep);

  private final ContainerRegistryAccess access;
  private final RepositoryName repository;
  private final RegistryClient client;
  private final HttpContainerRegistry registry;

  private PushTrial(ContainerRegistryAccess access) {
    this.access = access;
    this.repository =
        access.prefix().map(prefix -> prefix.resolve(REPOSITORY.value())).orElse(REPOSITORY);
    this.client = new RegistryClient(access.url(), access.credentials(), PATIENCE);
    this.registry = new HttpContainerRegistry(access.url(), access.credentials(), ONCE, PATIENCE);
  }

  /**
   * Returns when all of it went well.
   *
   * @throws UnusableContainerRegistryException which says what is wrong, within twelve seconds
   */
  public static void run(ContainerRegistryAccess access) {
    PushTrial trial = new PushTrial(access);
    FutureTask<Void> task = new FutureTask<>(trial::run, null);
    Thread thread = Thread.ofVirtual().name("push trial").start(task);
    try {
      task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw trial.unusable(e.getCause());
    } catch (TimeoutException e) {
      thread.interrupt();
      throw trial.unusable(
          Reason.UNREACHABLE,
          "it needs longer than %d s. Is it overloaded?".formatted(LIMIT.toSeconds()),
          e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw trial.unusable(Reason.UNREACHABLE, "we were told to stop.", e);
    }
  }

  private void run() {
    refuseLinkLocal();
    recognise();
    byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    StoredManifest manifest =
        new ImageManifest(
                ARTIFACT_TYPE,
                push(EMPTY, MediaTypes.EMPTY),
                List.of(push(bytes, MediaTypes.LAYER)),
                new TreeMap<>())
            .store();
    registry.put(repository, manifest.digest(), manifest);
    try {
      pull(manifest, bytes);
    } finally {
      delete(manifest);
    }
  }

  /** Clouds hand out credentials at such addresses, to whoever asks from this machine. */
  private void refuseLinkLocal() {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(access.url().getHost());
    } catch (UnknownHostException _) {
      return; // Told when it is connected to.
    }
    for (InetAddress address : addresses) {
      if (address.isLinkLocalAddress()) {
        throw unusable(
            Reason.NOT_A_CONTAINER_REGISTRY,
            "its address %s is link-local, and no container registry is asked there. Correct the url."
                .formatted(address.getHostAddress()),
            null);
      }
    }
  }

  /** A web server of another kind may answer anything to anybody. */
  private void recognise() {
    HttpResponse<byte[]> response =
        client.send(HttpRequest.newBuilder(client.resolve("/v2/")).GET(), Scope.of(repository));
    int status = response.statusCode();
    boolean asksForCredentials = response.headers().firstValue("www-authenticate").isPresent();
    String body = new String(response.body(), StandardCharsets.UTF_8).strip();
    if (status == 200 && (isMarked(response) || body.isEmpty() || body.startsWith("{"))) {
      return;
    }
    if ((status == 401 || status == 403) && (asksForCredentials || isMarked(response))) {
      throw new ContainerRegistryRefusedException("Access denied", status);
    }
    if (status == 400 && body.contains("HTTPS")) {
      throw unusable(Reason.TLS, "it speaks https. Write https:// in the url.", null);
    }
    throw unusable(
        Reason.NOT_A_CONTAINER_REGISTRY,
        "what listens there is no container registry (GET /v2/ answers with status %d). Correct the url."
            .formatted(status),
        null);
  }

  private static boolean isMarked(HttpResponse<?> response) {
    return response.headers().firstValue("docker-distribution-api-version").isPresent();
  }

  private Descriptor push(byte[] bytes, String mediaType) {
    Digest digest = Digest.of(bytes);
    registry.upload(
        repository,
        OptionalLong.of(bytes.length),
        out -> {
          out.write(bytes);
          return digest;
        });
    return new Descriptor(mediaType, digest, bytes.length);
  }

  private void pull(StoredManifest manifest, byte[] bytes) {
    try (InputStream layer = registry.read(repository, Digest.of(bytes))) {
      if (registry.find(repository, manifest.digest()).isPresent()
          && Arrays.equals(layer.readAllBytes(), bytes)) {
        return;
      }
    } catch (IOException | ContainerRegistryException e) {
      throw unusable(
          Reason.NOT_PULLABLE,
          "what was pushed cannot be pulled again (%s). Give the user the right to pull, too."
              .formatted(e.getMessage()),
          e);
    }
    throw unusable(
        Reason.NOT_PULLABLE, "what was pushed is not there. Is it a proxy or a mirror?", null);
  }

  /** Some container registries delete nothing; the few bytes then stay. */
  private void delete(StoredManifest manifest) {
    try {
      registry.delete(repository, manifest.digest());
    } catch (ContainerRegistryException _) {
      // That images can go there is what was asked.
    }
  }

  private UnusableContainerRegistryException unusable(Throwable thrown) {
    return switch (thrown) {
      case UnusableContainerRegistryException e -> e;
      case ContainerRegistryRefusedException e when e.statusCode() == 401 ->
          unusable(
              Reason.UNAUTHORIZED,
              access.credentials().isPresent()
                  ? "it does not accept the user name and password (status 401). Correct them."
                  : "it asks for a user name and a password (status 401). Give them.",
              e);
      case ContainerRegistryRefusedException e when e.statusCode() == 403 ->
          unusable(
              Reason.FORBIDDEN,
              "the user may not push to '%s' (status 403). Give the right to push and pull there, or choose another repositoryPrefix."
                  .formatted(repository),
              e);
      case ContainerRegistryException e when !e.isTransient() ->
          unusable(Reason.REFUSED, "it refuses. " + e.getMessage(), e);
      default -> {
        Throwable root = rootOf(thrown);
        yield root instanceof SSLException
            ? unusable(
                Reason.TLS,
                "a secure connection cannot be made (%s). Correct the url, or make its certificate one that this machine trusts."
                    .formatted(root.getMessage()),
                thrown)
            : unusable(
                Reason.UNREACHABLE,
                "it cannot be reached (%s). Correct the url, or start the container registry."
                    .formatted(wordsOf(thrown)),
                thrown);
      }
    };
  }

  private UnusableContainerRegistryException unusable(
      Reason reason, String words, Throwable cause) {
    return new UnusableContainerRegistryException(
        reason,
        "images cannot go to the container registry '%s': %s"
            .formatted(access.url().getAuthority(), words),
        cause);
  }

  /** The failure of the transport that is below all others. */
  private static Throwable rootOf(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return cause;
      }
    }
    return thrown;
  }

  private static String wordsOf(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
