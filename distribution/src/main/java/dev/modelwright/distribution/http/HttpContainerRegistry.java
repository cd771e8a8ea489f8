package dev.modelwright.distribution.http;

import dev.modelwright.distribution.BlobBody;
import dev.modelwright.distribution.ContainerRegistry;
import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.ContainerRegistryRefusedException;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.DamagedContentException;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.MediaTypes;
import dev.modelwright.distribution.PrefixedContainerRegistry;
import dev.modelwright.distribution.Reference;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.StoredManifest;
import dev.modelwright.distribution.UnknownContentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A container registry spoken to over HTTP/1.1. */
public final class HttpContainerRegistry implements ContainerRegistry {

  /** How often a blob that is not seen is taken to come; then it is not there. */
  private static final int MOST_UNSEEN = 3;

  private static final String OCTETS = "application/octet-stream";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final RegistryClient client;
  private final Patience patience;
  private final Retries retries;

  /** Everything that a container registry holds, whatever prefix images are given. */
  public HttpContainerRegistry(URI url, Optional<Credentials> credentials) {
    this(url, credentials, Retries.standard(), Patience.standard());
  }

  HttpContainerRegistry(
      URI url, Optional<Credentials> credentials, Retries retries, Patience patience) {
    this.client = new RegistryClient(url, credentials, patience);
    this.patience = patience;
    this.retries = retries;
  }

  /** The part of a container registry that images may go to. */
  public static ContainerRegistry of(ContainerRegistryAccess access) {
    ContainerRegistry whole = new HttpContainerRegistry(access.url(), access.credentials());
    return access
        .prefix()
        .<ContainerRegistry>map(prefix -> new PrefixedContainerRegistry(whole, prefix))
        .orElse(whole);
  }

  @Override
  public boolean hasBlob(RepositoryName repository, Digest digest) {
    String what = "look for blob '%s' of %s".formatted(digest, named(repository));
    URI uri = blob(repository, digest);
    HttpResponse<byte[]> response =
        retries.run(what, () -> client.send(head(uri), Scope.of(repository)));
    return isFound(what, response);
  }

  @Override
  public boolean mount(RepositoryName target, RepositoryName source, Digest digest) {
    String what = "mount blob '%s' of '%s' into %s".formatted(digest, source, named(target));
    URI uri = uploads(target, "?mount=%s&from=%s".formatted(digest, source));
    Scope scope = Scope.ofMount(target, source);
    HttpResponse<byte[]> response = retries.run(what, () -> client.send(post(uri), scope));
    return switch (response.statusCode()) {
      case 201 -> true;
      case 202 -> {
        cancel(location(response), target);
        yield false;
      }
      case NOT_FOUND -> false;
      default -> throw refused(what, response);
    };
  }

  @Override
  public Digest upload(RepositoryName repository, OptionalLong size, BlobBody body) {
    String what = "upload a blob to %s".formatted(named(repository));
    return retries.run(what, () -> attempt(what, repository, size, body));
  }

  @Override
  public InputStream read(RepositoryName repository, Digest digest) {
    String what = "read blob '%s' of %s".formatted(digest, named(repository));
    HttpResponse<InputStream> response = retries.run(what, () -> opened(what, repository, digest));
    InputStream watched = new WatchedStream(response.body(), patience.stall());
    return new VerifiedStream(watched, repository, digest);
  }

  @Override
  public Optional<StoredManifest> find(RepositoryName repository, Reference reference) {
    String what = "read image manifest '%s' of %s".formatted(reference.value(), named(repository));
    URI uri = manifest(repository, reference);
    HttpResponse<byte[]> response =
        retries.run(
            what,
            () ->
                client.send(
                    HttpRequest.newBuilder(uri).GET().header("Accept", MediaTypes.IMAGE_MANIFEST),
                    Scope.of(repository)));
    if (!isFound(what, response)) {
      return Optional.empty();
    }
    String mediaType =
        response.headers().firstValue("content-type").orElse(MediaTypes.IMAGE_MANIFEST);
    StoredManifest manifest = new StoredManifest(mediaType, response.body());
    verify(what, reference, manifest);
    return Optional.of(manifest);
  }

  @Override
  public void put(RepositoryName repository, Reference reference, StoredManifest manifest) {
    String what = "store image manifest '%s' in %s".formatted(reference.value(), named(repository));
    URI uri = manifest(repository, reference);
    AtomicInteger unseen = new AtomicInteger();
    HttpResponse<byte[]> response =
        retries.run(
            what,
            () -> {
              HttpResponse<byte[]> answer =
                  client.send(
                      HttpRequest.newBuilder(uri)
                          .PUT(BodyPublishers.ofByteArray(manifest.bytes()))
                          .header("Content-Type", manifest.mediaType()),
                      Scope.of(repository));
              // Distribution does not see a blob while another client stores the same one.
              if (Failures.isOfUnknownBlob(answer) && unseen.getAndIncrement() < MOST_UNSEEN) {
                throw new PassingFailure(Failures.describe(answer), null);
              }
              return answer;
            });
    if (response.statusCode() != 201) {
      throw refused(what, response);
    }
  }

  @Override
  public void delete(RepositoryName repository, Digest digest) {
    String what = "delete image manifest '%s' of %s".formatted(digest, named(repository));
    URI uri = manifest(repository, digest);
    HttpResponse<byte[]> response =
        retries.run(
            what,
            () -> client.send(HttpRequest.newBuilder(uri).DELETE(), Scope.ofDeletion(repository)));
    switch (response.statusCode()) {
      case 200, 202, 204, NOT_FOUND -> {}
      default -> throw refused(what, response);
    }
  }

  private Digest attempt(String what, RepositoryName repository, OptionalLong size, BlobBody body) {
    URI upload = startUpload(what, repository);
    try {
      Sent sent = send(what, repository, upload, size, body);
      commit(what, repository, sent);
      return sent.digest;
    } catch (RuntimeException e) {
      cancel(upload, repository);
      throw e;
    }
  }

  private URI startUpload(String what, RepositoryName repository) {
    HttpResponse<byte[]> response =
        client.send(post(uploads(repository, "")), Scope.of(repository));
    if (response.statusCode() != 202) {
      throw refused(what, response);
    }
    return location(response);
  }

  /** One request for the whole blob, whose body is written while it goes out. */
  private Sent send(
      String what, RepositoryName repository, URI upload, OptionalLong size, BlobBody body) {
    PushedBody pushed = new PushedBody(size, patience.stall());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upload).method("PATCH", pushed).header("Content-Type", OCTETS);
    Scope scope = Scope.of(repository);
    CompletableFuture<HttpResponse<byte[]>> answer = client.start(request, scope);
    answer.whenComplete((_, _) -> pushed.cancel());
    Digest digest = write(body, pushed, answer);
    HttpResponse<byte[]> response = client.await(answer, scope);
    if (isLost(response)) {
      throw new PassingFailure("the upload was lost, " + Failures.describe(response), null);
    }
    if (response.statusCode() != 202 && response.statusCode() != 201) {
      throw refused(what, response);
    }
    if (digest == null) {
      throw new PassingFailure("the upload was answered before all bytes were sent", null);
    }
    return new Sent(location(response), digest);
  }

  /** Null when the container registry hung up, or answered, before it had everything. */
  private static Digest write(
      BlobBody body, PushedBody pushed, CompletableFuture<HttpResponse<byte[]>> answer) {
    try {
      Digest digest = body.writeTo(pushed);
      pushed.finish();
      return digest;
    } catch (IOException | RuntimeException e) {
      if (pushed.isCut()) {
        return null;
      }
      pushed.abandon(e);
      answer.cancel(true);
      throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
    }
  }

  private void commit(String what, RepositoryName repository, Sent sent) {
    String separator = sent.location.getRawQuery() == null ? "?" : "&";
    URI uri = URI.create(sent.location + separator + "digest=" + sent.digest);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).PUT(BodyPublishers.noBody()).header("Content-Type", OCTETS);
    HttpResponse<byte[]> response = client.sendLong(request, Scope.of(repository));
    if (isLost(response)) {
      throw new PassingFailure("the upload was lost, " + Failures.describe(response), null);
    }
    if (response.statusCode() != 201) {
      throw refused(what, response);
    }
  }

  /** Frees the container registry's disk at once; otherwise it does so by itself some day. */
  private void cancel(URI upload, RepositoryName repository) {
    try {
      client.send(HttpRequest.newBuilder(upload).DELETE(), Scope.of(repository));
    } catch (RuntimeException _) {
      // What made us cancel is what matters.
    }
  }

  private HttpResponse<InputStream> opened(String what, RepositoryName repository, Digest digest) {
    HttpResponse<InputStream> response =
        client.open(blob(repository, digest), Scope.of(repository));
    return switch (response.statusCode()) {
      case 200 -> response;
      case NOT_FOUND -> throw new UnknownContentException(repository, digest);
      case UNAUTHORIZED, FORBIDDEN -> throw denied(what, response.statusCode());
      default -> throw new PassingFailure("status " + response.statusCode(), null);
    };
  }

  private boolean isFound(String what, HttpResponse<byte[]> response) {
    return switch (response.statusCode()) {
      case 200 -> true;
      case NOT_FOUND -> false;
      default -> throw refused(what, response);
    };
  }

  private static boolean isLost(HttpResponse<byte[]> response) {
    return response.statusCode() == NOT_FOUND || response.statusCode() == RANGE_NOT_SATISFIABLE;
  }

  private static void verify(String what, Reference reference, StoredManifest manifest) {
    if (reference instanceof Digest expected && !expected.equals(manifest.digest())) {
      throw new DamagedContentException(
          "Cannot %s: its bytes have digest '%s'. Delete it in the container registry; a new build makes it again."
              .formatted(what, manifest.digest()));
    }
  }

  private ContainerRegistryRefusedException refused(String what, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    return status == UNAUTHORIZED || status == FORBIDDEN
        ? denied(what, status)
        : new ContainerRegistryRefusedException(
            "Cannot %s: %s. Check the URL, the rules and the free space of the container registry."
                .formatted(what, Failures.describe(response)),
            status);
  }

  private static ContainerRegistryRefusedException denied(String what, int status) {
    return new ContainerRegistryRefusedException(
        "Cannot %s: access denied (status %d). Check the user name and password of the container registry, and that they may pull and push there."
            .formatted(what, status),
        status);
  }

  private String named(RepositoryName repository) {
    return "'%s' at container registry '%s'".formatted(repository, client.address());
  }

  private static URI location(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("location")
        .map(response.uri()::resolve)
        .orElseThrow(() -> new PassingFailure("an answer without the place to upload to", null));
  }

  private URI blob(RepositoryName repository, Digest digest) {
    return client.resolve("/v2/%s/blobs/%s".formatted(repository, digest));
  }

  private URI uploads(RepositoryName repository, String query) {
    return client.resolve("/v2/%s/blobs/uploads/%s".formatted(repository, query));
  }

  private URI manifest(RepositoryName repository, Reference reference) {
    return client.resolve("/v2/%s/manifests/%s".formatted(repository, reference.value()));
  }

  private static HttpRequest.Builder head(URI uri) {
    return HttpRequest.newBuilder(uri).method("HEAD", BodyPublishers.noBody());
  }

  private static HttpRequest.Builder post(URI uri) {
    return HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody());
  }

  /**
   * Bytes that have arrived and wait to be committed.
   *
   * @param location that the container registry gave after them
   */
  private record Sent(URI location, Digest digest) {}
}
