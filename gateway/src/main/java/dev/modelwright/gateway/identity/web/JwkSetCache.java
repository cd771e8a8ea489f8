package dev.modelwright.gateway.identity.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/**
 * Keeps an issuer's keys for some minutes. A token that names an unknown key has them read again,
 * but a flood of such tokens does not become a flood of questions to the issuer.
 */
final class JwkSetCache extends ConcurrentMapCache {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final Clock clock;
  private volatile Instant readAt = Instant.MIN;

  JwkSetCache(Clock clock) {
    super("jwk-set");
    this.clock = clock;
  }

  @Override
  public <T> T get(Object key, Callable<T> read) {
    if (isOlderThan(LIFETIME)) {
      clear();
    }
    return super.get(
        key,
        () -> {
          T keys = read.call();
          readAt = clock.instant();
          return keys;
        });
  }

  @Override
  public boolean invalidate() {
    return isOlderThan(LOOK_AGAIN) && super.invalidate();
  }

  private boolean isOlderThan(Duration age) {
    return readAt.isBefore(clock.instant().minus(age));
  }
}
