package dev.modelwright.cli.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

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
        : client.sslContext(new NoTls()).build();
  }

  /** Scheme, host and port: what may be shown of a signed address. */
  public static URI origin(URI address) {
    return URI.create(address.getScheme() + "://" + address.getRawAuthority());
  }
}
