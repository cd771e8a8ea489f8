package dev.modelwright.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KeyRingTests {

  private static final Duration ROTATION = Duration.ofDays(30);
  private static final Duration LONGEST_TOKEN = Duration.ofHours(12);

  private final MutableClock clock = new MutableClock();
  private final SigningKeysInMemory keys = new SigningKeysInMemory();
  private final KeyRing ring = ringOfAGateway();

  @Test
  void makesTheFirstKeyAndGoesOnWithIt() {
    SigningKey first = ring.current();
    clock.advance(ROTATION);

    assertThat(ring.current()).isEqualTo(first);
    assertThat(ring.published()).containsExactly(first);
  }

  @Test
  void signsWithANewKeyWhenOneHasSignedLongEnough() {
    SigningKey first = ring.current();
    clock.advance(ROTATION.plusSeconds(1));

    SigningKey second = ring.current();

    assertThat(second).isNotEqualTo(first);
    assertThat(ring.published()).containsExactly(second, first);
  }

  @Test
  void publishesAKeyUntilItsLastTokenHasEnded() {
    SigningKey first = ring.current();
    clock.advance(Duration.ofDays(1));
    SigningKey second = ring.rotate();

    // The gateway that made the second may have had a clock five minutes behind.
    clock.advance(LONGEST_TOKEN.plusMinutes(5));
    assertThat(ring.published()).containsExactly(second, first);

    clock.advance(Duration.ofMinutes(2));
    assertThat(ring.published()).containsExactly(second);
  }

  @Test
  void forgetsWhatHasEndedAtTheNextRotation() {
    ring.current();
    ring.rotate();
    clock.advance(Duration.ofDays(1));

    ring.rotate();

    assertThat(keys.all()).hasSize(2);
  }

  @Test
  void knowsTheKeyOfAnotherGatewayAsSoonAsATokenNamesIt() {
    ring.current();
    ring.published();
    clock.advance(Duration.ofSeconds(3));
    SigningKey other = ringOfAGateway().rotate();

    assertThat(ring.published()).doesNotContain(other);
    assertThat(ring.publishedNow()).contains(other);
    assertThat(ring.current()).isEqualTo(other);
  }

  @Test
  void knowsTheKeyOfAnotherGatewayWhenManyTokensNameItAtOnce() throws Exception {
    SlowKeys slow = new SlowKeys();
    KeyRing busy = new KeyRing(slow, ROTATION, LONGEST_TOKEN, clock);
    busy.published();
    clock.advance(Duration.ofSeconds(3));
    SigningKey other = ringOfAGateway().rotate();
    slow.hold.set(new CountDownLatch(1));

    FutureTask<List<SigningKey>> first = new FutureTask<>(busy::publishedNow);
    Thread.ofPlatform().start(first);
    slow.held.await();
    FutureTask<List<SigningKey>> second = new FutureTask<>(busy::publishedNow);
    Thread waiting = Thread.ofPlatform().start(second);
    Awaitility.await().until(() -> second.isDone() || waiting.getState() == Thread.State.WAITING);
    slow.hold.get().countDown();

    assertThat(first.get()).contains(other);
    assertThat(second.get()).contains(other);
  }

  /** A store whose answers can be held back. */
  private final class SlowKeys implements SigningKeys {

    private final AtomicReference<CountDownLatch> hold =
        new AtomicReference<>(new CountDownLatch(0));
    private final CountDownLatch held = new CountDownLatch(2);

    @Override
    public List<SigningKey> all() {
      try {
        held.countDown();
        hold.get().await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return keys.all();
    }

    @Override
    public void add(SigningKey key) {
      keys.add(key);
    }

    @Override
    public boolean delete(String id) {
      return keys.delete(id);
    }
  }

  @Test
  void doesNotAskTheStoreForEveryMadeUpKey() {
    ring.current();
    int reads = keys.reads();

    for (int token = 0; token < 100; token++) {
      ring.publishedNow();
    }

    assertThat(keys.reads() - reads).isLessThanOrEqualTo(1);
  }

  @Test
  void goesOnWithWhatItKnowsWhileTheStoreIsAway() {
    SigningKey key = ring.current();
    keys.away(true);
    clock.advance(Duration.ofMinutes(5));

    assertThat(ring.published()).containsExactly(key);
    int reads = keys.reads();
    assertThat(ring.published()).containsExactly(key);
    assertThat(keys.reads()).isEqualTo(reads);
    assertThatThrownBy(() -> ringOfAGateway().published())
        .isInstanceOf(IdentityUnavailableException.class);
  }

  @Test
  void endsWhatARevokedKeyHasSignedAndSignsWithAnother() {
    SigningKey key = ring.current();

    assertThat(ring.revoke(key.id())).isTrue();

    assertThat(ring.published()).doesNotContain(key).hasSize(1);
    assertThat(ring.current()).isNotEqualTo(key);
    assertThat(ring.revoke(key.id())).isFalse();
  }

  @Test
  void doesNotSignWithAKeyThatCannotBeOpened() {
    SigningKey sealed = SigningKey.generate(clock.instant());
    keys.add(new SigningKey(sealed.id(), sealed.publicKey(), Optional.empty(), sealed.createdAt()));

    assertThat(ring.current().id()).isNotEqualTo(sealed.id());
    assertThat(ring.published()).extracting(SigningKey::id).contains(sealed.id());
  }

  private KeyRing ringOfAGateway() {
    return new KeyRing(keys, ROTATION, LONGEST_TOKEN, clock);
  }
}
