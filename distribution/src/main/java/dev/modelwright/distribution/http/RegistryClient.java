package dev.modelwright.distribution.http;

import dev.modelwright.distribution.ContainerRegistryRefusedException;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.UnavailableContainerRegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends single requests to one container registry, authorized, without repeating them. */
final class RegistryClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BODY = 8 << 20;
  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final URI base;
  private final Patience patience;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Authenticator authenticator;

  RegistryClient(URI base, Optional<Credentials> credentials, Patience patience) {
    this.base = base;
    this.patience = patience;
    this.authenticator = new Authenticator(credentials, this::sendOnce, InstantSource.system());
  }

  /** Host and port, for messages. */
  String address() {
    return base.getAuthority();
  }

  URI resolve(String path) {
    return base.resolve(path);
  }

  /**
   * Sends a request whose body can be sent twice, answering a challenge.
   *
   * @throws PassingFailure when the connection breaks or the container registry is in trouble
   * @throws ContainerRegistryRefusedException when credentials do not help
   */
  HttpResponse<byte[]> send(HttpRequest.Builder request, Scope scope) {
    return send(request, scope, patience.answer());
  }

  /** As {@link #send(HttpRequest.Builder, Scope)}, for what makes the container registry work. */
  HttpResponse<byte[]> sendLong(HttpRequest.Builder request, Scope scope) {
    return send(request, scope, patience.longAnswer());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, Scope scope, Duration limit) {
    HttpResponse<byte[]> response = authorized(request, scope, small(), limit);
    Failures.throwIfPassing(response);
    return response;
  }

  /** Opens a body of any size, following redirects to where the bytes lie. */
  HttpResponse<InputStream> open(URI uri, Scope scope) {
    HttpResponse<InputStream> response =
        authorized(
            HttpRequest.newBuilder(uri).GET(),
            scope,
            BodyHandlers.ofInputStream(),
            patience.answer());
    for (int i = 0; i < MAX_REDIRECTS && REDIRECTS.contains(response.statusCode()); i++) {
      response = follow(response);
    }
    return response;
  }

  /** Sends what cannot be sent twice; a challenge is then a passing failure. */
  CompletableFuture<HttpResponse<byte[]>> start(HttpRequest.Builder request, Scope scope) {
    URI uri = request.copy().build().uri();
    authorize(request, uri, authenticator.known(scope));
    return client.sendAsync(request.build(), small());
  }

  /** The response of a request that was started, once its body is written. */
  HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> started, Scope scope) {
    HttpResponse<byte[]> response = join(started, patience.longAnswer());
    if (response.statusCode() == 401
        && authenticator.answer(response, scope, Optional.empty()).isPresent()) {
      throw new PassingFailure("the token expired while bytes were sent", null);
    }
    Failures.throwIfPassing(response);
    return response;
  }

  private <T> HttpResponse<T> authorized(
      HttpRequest.Builder request, Scope scope, BodyHandler<T> handler, Duration limit) {
    URI uri = request.copy().build().uri();
    Optional<String> known = authenticator.known(scope);
    HttpResponse<T> response =
        join(client.sendAsync(authorize(request.copy(), uri, known).build(), handler), limit);
    if (response.statusCode() != 401) {
      return response;
    }
    Optional<String> answer = authenticator.answer(response, scope, known);
    if (answer.isEmpty()) {
      return response;
    }
    discard(response);
    return join(client.sendAsync(authorize(request.copy(), uri, answer).build(), handler), limit);
  }

  /** Credentials go to the container registry alone, wherever it sends us. */
  private HttpRequest.Builder authorize(
      HttpRequest.Builder request, URI uri, Optional<String> header) {
    header.filter(_ -> isOurs(uri)).ifPresent(value -> request.setHeader("Authorization", value));
    return request;
  }

  private boolean isOurs(URI uri) {
    return base.getScheme().equalsIgnoreCase(uri.getScheme())
        && base.getAuthority().equalsIgnoreCase(uri.getAuthority());
  }

  private HttpResponse<InputStream> follow(HttpResponse<InputStream> redirect) {
    discard(redirect);
    URI target =
        redirect
            .headers()
            .firstValue("location")
            .map(redirect.uri()::resolve)
            .orElseThrow(() -> new PassingFailure("a redirect leads nowhere", null));
    return join(
        client.sendAsync(
            HttpRequest.newBuilder(target).GET().build(), BodyHandlers.ofInputStream()),
        patience.answer());
  }

  private HttpResponse<byte[]> sendOnce(HttpRequest.Builder request) {
    return join(client.sendAsync(request.build(), small()), patience.answer());
  }

  private static BodyHandler<byte[]> small() {
    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY);
  }

  private static void discard(HttpResponse<?> response) {
    if (response.body() instanceof InputStream body) {
      try {
        body.close();
      } catch (IOException _) {
        // Nothing of it is wanted.
      }
    }
  }

  private <T> HttpResponse<T> join(CompletableFuture<HttpResponse<T>> future, Duration limit) {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new PassingFailure(wordsOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new PassingFailure("no answer within " + limit.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnavailableContainerRegistryException(
          "Cannot wait for container registry '%s': interrupted.".formatted(address()), e);
    }
  }

  private static String wordsOf(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : "%s (%s)".formatted(cause.getClass().getSimpleName(), message);
  }
}
