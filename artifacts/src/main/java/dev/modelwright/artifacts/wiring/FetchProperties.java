package dev.modelwright.artifacts.wiring;

import dev.modelwright.artifacts.FetchLimits;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What fetching a URL of a client may cost.
 *
 * @param connectTimeout until a connection stands
 * @param idleTimeout without any byte; shorter than the gateway waits for an answer, so that the
 *     client hears why
 * @param timeout for the whole fetch
 * @param maxSize of what is fetched
 * @param maxRedirects how many are followed
 * @param privateAddresses whether loopback, link-local and private addresses may be asked
 * @param allowedHosts {@code host} or {@code host:port} that may be asked all the same
 */
@ConfigurationProperties("modelwright.fetch")
record FetchProperties(
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("10s") Duration idleTimeout,
    @DefaultValue("20m") Duration timeout,
    @DefaultValue("50GB") DataSize maxSize,
    @DefaultValue("5") int maxRedirects,
    @DefaultValue("false") boolean privateAddresses,
    @DefaultValue Set<String> allowedHosts) {

  FetchLimits limits() {
    return new FetchLimits(
        connectTimeout,
        idleTimeout,
        timeout,
        maxSize.toBytes(),
        maxRedirects,
        privateAddresses,
        allowedHosts);
  }
}
