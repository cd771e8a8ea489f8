package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Content on foreign servers, read within limits. Thread-safe.
 *
 * <p>Each request has a connection of its own, to one of the addresses that were checked: a name
 * that leads elsewhere a moment later changes nothing. Redirects are followed by hand, since each
 * target is checked as the first URL was.
 */
public final class RemoteContent implements AutoCloseable {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final FetchLimits limits;
  private final AddressRule addresses;
  private final Registry<TlsSocketStrategy> tls =
      RegistryBuilder.<TlsSocketStrategy>create()
          .register(URIScheme.HTTPS.id, DefaultClientTlsStrategy.createSystemDefault())
          .build();
  private final Set<CloseableHttpClient> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public RemoteContent(FetchLimits limits) {
    this(limits, InetAddress::getAllByName);
  }

  RemoteContent(FetchLimits limits, HostNames names) {
    this.limits = limits;
    this.addresses = new AddressRule(limits.privateAddresses(), limits.allowedHosts(), names);
  }

  /**
   * Opens the content of a URL. The stream throws a {@link ContentException} too when the server
   * falls silent, sends less than it promised, or more than is allowed; close it.
   *
   * @throws ForbiddenUrlException when the URL, or one it redirects to, is not to be fetched
   * @throws UnreachableContentException when nothing comes from it
   * @throws ArtifactStoreException when this process stops
   * @throws ContentTooLargeException when the server announces more than is allowed
   */
  public InputStream open(URI url) {
    Deadline deadline = Deadline.after(limits.timeout());
    Set<URI> visited = new LinkedHashSet<>();
    URI next = url;
    while (true) {
      List<InetAddress> checked = addresses.check(next);
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
      Answer answer = ask(next, checked, deadline);
      if (!REDIRECTS.contains(answer.response().getCode())) {
        return accepted(next, answer, deadline);
      }
      release(answer.client());
      next = target(next, answer.response());
    }
  }

  /** What a server said, with the client whose only connection it comes through. */
  private record Answer(CloseableHttpClient client, ClassicHttpResponse response) {}

  private Answer ask(URI url, List<InetAddress> checked, Deadline deadline) {
    CloseableHttpClient client = client(checked, deadline);
    open.add(client);
    boolean answered = false;
    try {
      Answer answer = new Answer(client, client.executeOpen(null, new HttpGet(url), null));
      answered = true;
      return answer;
    } catch (ConnectTimeoutException e) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': no connection within %d seconds. Check the address and the network."
              .formatted(UrlPath.shown(url), limits.connectTimeout().toSeconds()),
          e);
    } catch (SocketTimeoutException _) {
      throw deadline.left().isZero()
          ? BodyStream.overdue(url, limits)
          : BodyStream.silent(url, limits);
    } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': the connection was refused. Check the address and that the server runs."
              .formatted(UrlPath.shown(url)),
          e);
    } catch (IOException e) {
      throw broken(url, e);
    } finally {
      if (!answered) {
        release(client);
      }
    }
  }

  private RuntimeException broken(URI url, IOException e) {
    return isStopping()
        ? BodyStream.stopped(url, e)
        : new UnreachableContentException(
            "Cannot fetch '%s': %s. Check the address and the server."
                .formatted(UrlPath.shown(url), oneLine(e)),
            e);
  }

  /** A broken connection then is no fault of the server. */
  private boolean isStopping() {
    return closed || Thread.currentThread().isInterrupted();
  }

  private CloseableHttpClient client(List<InetAddress> checked, Deadline deadline) {
    BasicHttpClientConnectionManager connections =
        BasicHttpClientConnectionManager.create(null, new Checked(checked), tls, null);
    connections.setConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(timeout(limits.connectTimeout()))
            .setSocketTimeout(timeout(limits.idleTimeout()))
            .build());
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(headLimit(deadline)).build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .setUserAgent("Modelwright")
        .build();
  }

  /** Knows no name but leads to what was checked. */
  private record Checked(List<InetAddress> addresses) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) {
      return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** Until the answer's head is there; its body has the idle limit too. */
  private Timeout headLimit(Deadline deadline) {
    Duration left = deadline.left().plusMillis(1);
    return timeout(limits.idleTimeout().compareTo(left) < 0 ? limits.idleTimeout() : left);
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }

  private InputStream accepted(URI url, Answer answer, Deadline deadline) {
    boolean accepted = false;
    try {
      int status = answer.response().getCode();
      if (status != 200) {
        throw new UnreachableContentException(
            "Cannot fetch '%s': the server answered %d%s."
                .formatted(UrlPath.shown(url), status, meaning(status)));
      }
      long announced = answer.response().getEntity().getContentLength();
      if (announced > limits.maxSize()) {
        throw BodyStream.tooLarge(url, limits.maxSize());
      }
      InputStream body = answer.response().getEntity().getContent();
      accepted = true;
      return new BodyStream(
          url, limits, deadline, body, this::isStopping, () -> release(answer.client()));
    } catch (IOException e) {
      throw broken(url, e);
    } finally {
      if (!accepted) {
        release(answer.client());
      }
    }
  }

  /** What is left of a body is not read. */
  private void release(CloseableHttpClient client) {
    open.remove(client);
    client.close(CloseMode.IMMEDIATE);
  }

  private static URI target(URI from, ClassicHttpResponse response) {
    Header location = response.getFirstHeader(HttpHeaders.LOCATION);
    URI target;
    try {
      target = from.resolve(location == null ? "" : location.getValue());
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

  /** Breaks off what is being fetched. */
  @Override
  public void close() {
    closed = true;
    open.forEach(client -> client.close(CloseMode.IMMEDIATE));
  }
}
