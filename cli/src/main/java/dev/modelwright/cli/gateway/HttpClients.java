package dev.modelwright.cli.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes HTTP clients that are quick to start. */
public final class HttpClients {

  /** A server that is there answers sooner. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private HttpClients() {}

  /** A client for {@code address} only, since it may be unable to speak TLS. */
  public static HttpClient to(URI address) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    return "https".equalsIgnoreCase(address.getScheme())
        ? client.build()
        : client.sslContext(trustingNobody()).build();
  }

  /** Scheme, host and port: what may be shown of a signed address. */
  public static URI origin(URI address) {
    return URI.create(address.getScheme() + "://" + address.getRawAuthority());
  }

  /** Reading the machine's authorities takes a quarter of a short command's time. */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has TLS", impossible);
    }
  }
}
