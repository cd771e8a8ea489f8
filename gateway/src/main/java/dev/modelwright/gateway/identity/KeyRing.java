package dev.modelwright.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign our tokens: the newest signs, and one before it is published until every token
 * that it may have signed has ended. Shared with other gateways through the store, which is read
 * again now and then, and when a token names a key that is not known here.
 */
public final class KeyRing {

  private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

  private static final Duration FRESH = Duration.ofMinutes(1);

  /** Tokens with made-up keys must not become questions to the store. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** Another gateway signs with the key before until it reads the store again; clocks differ. */
  private static final Duration GRACE = FRESH.plusMinutes(5);

  private final SigningKeys keys;
  private final Duration rotation;
  private final Duration longestToken;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Known known;

  private record Known(List<SigningKey> keys, Instant readAt) {

    Optional<SigningKey> signing() {
      return keys.stream().filter(key -> key.privateKey().isPresent()).findFirst();
    }
  }

  /**
   * @param rotation how long a key signs
   * @param longestToken how long the longest-lived token lasts
   */
  public KeyRing(SigningKeys keys, Duration rotation, Duration longestToken, Clock clock) {
    this.keys = keys;
    this.rotation = rotation;
    this.longestToken = longestToken;
    this.clock = clock;
  }

  /** The key to sign with; the first, and one in place of a key that has signed long enough. */
  public SigningKey current() {
    return fresh().signing().filter(key -> !isOlderThan(rotation, key)).orElseGet(this::rotate);
  }

  /** The keys whose tokens are good, the newest first. */
  public List<SigningKey> published() {
    return stillGood(fresh().keys());
  }

  /** As {@link #published}, from the store rather than from memory, but not too often. */
  public List<SigningKey> publishedNow() {
    return stillGood(readAgain().keys());
  }

  /** A new key signs from now on. */
  public SigningKey rotate() {
    SigningKey key = SigningKey.generate(clock.instant());
    keys.add(key);
    forgetEnded();
    read();
    log.atInfo().addKeyValue("key", key.id()).log("A new key signs tokens");
    return key;
  }

  /**
   * Ends every token that a key has signed, other gateways' within a minute; the key that signs is
   * followed by a new one.
   *
   * @return false when there is no such key
   */
  public boolean revoke(String id) {
    boolean wasSigning = read().signing().filter(key -> key.id().equals(id)).isPresent();
    if (wasSigning) {
      rotate();
    }
    boolean deleted = keys.delete(id);
    read();
    return deleted;
  }

  private void forgetEnded() {
    List<SigningKey> all = keys.all();
    List<SigningKey> good = stillGood(all);
    all.stream().filter(key -> !good.contains(key)).forEach(key -> keys.delete(key.id()));
  }

  /** All from the newest on, down to the first whose successor is older than any token. */
  private List<SigningKey> stillGood(List<SigningKey> newestFirst) {
    List<SigningKey> good = new ArrayList<>();
    Optional<SigningKey> successor = Optional.empty();
    for (SigningKey key : newestFirst) {
      if (successor.filter(next -> isOlderThan(longestToken.plus(GRACE), next)).isPresent()) {
        break;
      }
      good.add(key);
      successor = Optional.of(key);
    }
    return good;
  }

  private boolean isOlderThan(Duration age, SigningKey key) {
    return key.createdAt().plus(age).isBefore(clock.instant());
  }

  /** One caller reads; others go on with what is known. */
  private Known fresh() {
    Known last = known;
    if (last == null) {
      return read();
    }
    if (isNewerThan(FRESH, last) || !reading.tryLock()) {
      return last;
    }
    try {
      return readOrKeep(last);
    } finally {
      reading.unlock();
    }
  }

  /** Others wait for the one who reads: what was known before is no answer to them. */
  private Known readAgain() {
    reading.lock();
    try {
      Known last = known;
      if (last == null) {
        return read();
      }
      return isNewerThan(LOOK_AGAIN, last) ? last : readOrKeep(last);
    } finally {
      reading.unlock();
    }
  }

  private boolean isNewerThan(Duration age, Known last) {
    return last.readAt().plus(age).isAfter(clock.instant());
  }

  /** All go on with what is known when the store is away. */
  private Known readOrKeep(Known last) {
    try {
      return read();
    } catch (IdentityUnavailableException e) {
      log.warn("Going on with the keys that are known", e);
      known = new Known(last.keys(), clock.instant());
      return known;
    }
  }

  private Known read() {
    Instant now = clock.instant();
    Known read = new Known(keys.all(), now);
    known = read;
    return read;
  }
}
