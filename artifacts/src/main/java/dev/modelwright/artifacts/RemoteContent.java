package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Content on foreign servers, read within limits. Thread-safe.
 *
 * <p>Redirects are followed by hand, since each target is checked as the first URL was.
 */
public final class RemoteContent implements AutoCloseable {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final FetchLimits limits;
  private final AddressRule addresses;

  public RemoteContent(FetchLimits limits) {
    this.limits = limits;
    this.addresses = new AddressRule(limits.privateAddresses());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connectTimeout())
            .build();
  }

  /**
   * Opens the content of a URL. The stream throws a {@link ContentException} too when the server
   * falls silent, sends less than it promised, or more than is allowed; close it.
   *
   * @throws ForbiddenUrlException when the URL, or one it redirects to, is not to be fetched
   * @throws UnreachableContentException when nothing comes from it
   * @throws ArtifactStoreException when the thread is interrupted
   * @throws ContentTooLargeException when the server announces more than is allowed
   */
  public InputStream open(URI url) {
    Deadline deadline = Deadline.after(limits.timeout());
    Set<URI> visited = new LinkedHashSet<>();
    URI next = url;
    while (true) {
      addresses.check(next);
      if (!visited.add(next)) {
        throw new UnreachableContentException(
            "Cannot fetch '%s': it redirects in a circle. Give the URL of the file itself."
                .formatted(UrlPath.shown(url)));
      }
      if (visited.size() > limits.maxRedirects() + 1) {
        throw new UnreachableContentException(
            "Cannot fetch '%s': it redirects more than %d times. Give the URL of the file itself."
                .formatted(UrlPath.shown(url), limits.maxRedirects()));
      }
      HttpResponse<BodyStream> response = ask(next, deadline);
      if (!REDIRECTS.contains(response.statusCode())) {
        return accepted(next, response);
      }
      response.body().close();
      next = target(next, response.headers());
    }
  }

  private HttpResponse<BodyStream> ask(URI url, Deadline deadline) {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(headLimit(deadline)).GET().build();
    try {
      return client.send(request, _ -> new BodyStream(url, limits, deadline));
    } catch (HttpConnectTimeoutException e) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': no connection within %d seconds. Check the address and the network."
              .formatted(UrlPath.shown(url), limits.connectTimeout().toSeconds()),
          e);
    } catch (HttpTimeoutException _) {
      throw deadline.left().isZero()
          ? BodyStream.overdue(url, limits)
          : BodyStream.silent(url, limits);
    } catch (ConnectException e) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': the connection was refused or the host is unknown. Check the address and that the server runs."
              .formatted(UrlPath.shown(url)),
          e);
    } catch (IOException e) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': %s. Check the address and the server."
              .formatted(UrlPath.shown(url), oneLine(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactStoreException(
          "Cannot fetch '%s': interrupted, since this process stops.".formatted(UrlPath.shown(url)),
          e);
    }
  }

  /** Until the answer's head is there; its body has the idle limit of {@link BodyStream}. */
  private Duration headLimit(Deadline deadline) {
    Duration left = deadline.left().plusMillis(1);
    return limits.idleTimeout().compareTo(left) < 0 ? limits.idleTimeout() : left;
  }

  private InputStream accepted(URI url, HttpResponse<BodyStream> response) {
    int status = response.statusCode();
    if (status != 200) {
      response.body().close();
      throw new UnreachableContentException(
          "Cannot fetch '%s': the server answered %d%s."
              .formatted(UrlPath.shown(url), status, meaning(status)));
    }
    long announced = response.headers().firstValueAsLong("content-length").orElse(0);
    if (announced > limits.maxSize()) {
      response.body().close();
      throw BodyStream.tooLarge(url, limits.maxSize());
    }
    return response.body();
  }

  private static URI target(URI from, HttpHeaders headers) {
    String location = headers.firstValue("location").orElse("");
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': it redirects to something that is no URL. Check the server."
              .formatted(UrlPath.shown(from)),
          e);
    }
    if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(target.getScheme())) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': it redirects from https to http. Give the URL of the file itself."
              .formatted(UrlPath.shown(from)));
    }
    return target;
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 ->
          " (not allowed). Give a URL that needs no further credentials; a signed URL may have expired";
      case 404, 410 -> " (not found). Check the address";
      case 429, 503 -> " (busy). Try again later";
      default -> ". Check the address and the server";
    };
  }

  private static String oneLine(IOException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.replaceAll("\\R", " ");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
