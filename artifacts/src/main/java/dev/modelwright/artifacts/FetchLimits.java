package dev.modelwright.artifacts;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a fetch from a foreign server may cost.
 *
 * @param connectTimeout until a connection stands
 * @param idleTimeout without any byte, before the answer's head and within its body
 * @param timeout for the whole fetch, redirects included
 * @param maxSize in bytes
 * @param maxRedirects how many redirects are followed
 * @param privateAddresses whether loopback, link-local and private addresses may be asked; they are
 *     refused by default, so that nobody reads internal servers through us
 * @param allowedHosts {@code host} or {@code host:port}, lower case, that may be asked all the same
 */
public record FetchLimits(
    Duration connectTimeout,
    Duration idleTimeout,
    Duration timeout,
    long maxSize,
    int maxRedirects,
    boolean privateAddresses,
    Set<String> allowedHosts) {

  private static final Pattern HOST = Pattern.compile("[^/@\\s]+");
  private static final long DEFAULT_MAX_SIZE = 50L << 30;

  public FetchLimits {
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("connectTimeout must be positive: " + connectTimeout);
    }
    if (idleTimeout.isNegative() || idleTimeout.isZero()) {
      throw new IllegalArgumentException("idleTimeout must be positive: " + idleTimeout);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
    if (maxSize < 0 || maxRedirects < 0) {
      throw new IllegalArgumentException("maxSize and maxRedirects must not be negative");
    }
    allowedHosts =
        allowedHosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    for (String host : allowedHosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "modelwright.fetch.allowed-hosts holds '%s'. Write host or host:port, without http://."
                .formatted(host));
      }
    }
  }

  /** 5 s to connect, 10 s idle, 20 min in all, 50 GiB, 5 redirects, public addresses only. */
  public static FetchLimits standard() {
    return new FetchLimits(
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofMinutes(20),
        DEFAULT_MAX_SIZE,
        5,
        false,
        Set.of());
  }
}
