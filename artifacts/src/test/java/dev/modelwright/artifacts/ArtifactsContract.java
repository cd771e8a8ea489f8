package dev.modelwright.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every artifact store keeps to. */
public abstract class ArtifactsContract {

  private static final String SHA256_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  /** A store elsewhere has its own clock: ours begins with it. */
  protected final MutableClock clock = new MutableClock(Instant.now());

  protected abstract Artifacts artifacts();

  /** Where the objects of the tests lie. */
  protected ArtifactPath placed(ArtifactPath path) {
    return path;
  }

  private ArtifactPath path() {
    return placed(ArtifactPath.of("uploads", "a", "model.bin"));
  }

  @Test
  void keepsWhatWasCreated() throws IOException {
    Artifact created = artifacts().create(path(), bytes("hello"));

    assertThat(created).isEqualTo(new Artifact(path(), SHA256_OF_HELLO, 5));
    assertThat(artifacts().find(path())).contains(created);
    assertThat(text(path(), 0)).isEqualTo("hello");
    assertThat(text(path(), 3)).isEqualTo("lo");
    assertThat(text(path(), 5)).isEmpty();
  }

  @Test
  void createsEachPathOnce() throws IOException {
    artifacts().create(path(), bytes("first"));

    assertThatExceptionOfType(ArtifactExistsException.class)
        .isThrownBy(() -> artifacts().create(path(), bytes("second")))
        .withMessageContaining("uploads/a/model.bin");
    assertThat(text(path(), 0)).isEqualTo("first");
  }

  @Test
  void letsOneOfManyWritersWin() throws Exception {
    List<Callable<Boolean>> writers =
        IntStream.range(0, 16)
            .<Callable<Boolean>>mapToObj(n -> () -> creates("writer " + n))
            .toList();

    try (var threads = Executors.newFixedThreadPool(writers.size())) {
      assertThat(threads.invokeAll(writers)).map(winner -> winner.get()).containsOnlyOnce(true);
    }
    assertThat(text(path(), 0)).startsWith("writer ");
  }

  private boolean creates(String content) {
    try {
      artifacts().create(path(), bytes(content));
      return true;
    } catch (ArtifactExistsException _) {
      return false;
    }
  }

  @Test
  void storesNothingOfContentThatBreaksOff() throws IOException {
    assertThatExceptionOfType(ArtifactStoreException.class)
        .isThrownBy(() -> artifacts().create(path(), brokenAfter("half")));

    assertThat(artifacts().find(path())).isEmpty();
    artifacts().create(path(), bytes("whole"));
    assertThat(text(path(), 0)).isEqualTo("whole");
  }

  @Test
  void pinsEqualBytesOnce() throws IOException {
    Artifact first = artifacts().pin(bytes("hello"));
    Artifact second = artifacts().pin(bytes("hello"));

    assertThat(first.path()).hasToString("sha256/" + SHA256_OF_HELLO);
    assertThat(second).isEqualTo(first);
    assertThat(text(first.path(), 0)).isEqualTo("hello");
  }

  @Test
  void keepsPinnedBytesWhenTheObjectGoes() throws IOException {
    Artifact staged = artifacts().create(placed(ArtifactPath.staged()), bytes("kept"));

    Artifact pinned = artifacts().pin(staged);
    assertThat(text(staged.path(), 0)).isEqualTo("kept");
    artifacts().delete(staged.path());

    assertThat(text(pinned.path(), 0)).isEqualTo("kept");
    assertThat(artifacts().find(pinned.path())).contains(pinned);
  }

  @Test
  void pinsNothingThatIsNotThere() {
    Artifact staged =
        artifacts().create(placed(ArtifactPath.staged()), bytes("gone " + UUID.randomUUID()));
    artifacts().delete(staged.path());

    assertThatExceptionOfType(UnknownArtifactException.class)
        .isThrownBy(() -> artifacts().pin(staged));
  }

  @Test
  void sweepsOldUploadsAndKeepsWhatIsPinned() throws IOException {
    artifacts().create(path(), bytes("registered"));
    Artifact pinned = artifacts().pin(artifacts().find(path()).orElseThrow());
    artifacts().create(placed(ArtifactPath.upload("b", "abandoned")), bytes("abandoned"));
    Artifact other = artifacts().create(placed(ArtifactPath.of("locks", "a")), bytes("lock"));

    artifacts().sweep(Instant.now().minus(Duration.ofHours(1)));
    assertThat(artifacts().find(path())).isPresent();
    artifacts().sweep(Instant.now().plus(Duration.ofHours(1)));

    assertThat(artifacts().find(path())).isEmpty();
    assertThat(artifacts().find(placed(ArtifactPath.upload("b", "abandoned")))).isEmpty();
    assertThat(text(pinned.path(), 0)).isEqualTo("registered");
    assertThat(artifacts().find(other.path())).contains(other);
  }

  @Test
  void storesAndReadsMoreThanOneBlock() throws IOException {
    byte[] large = new byte[9_000_001];
    new Random(1).nextBytes(large);

    Artifact stored = artifacts().create(path(), new ByteArrayInputStream(large));

    assertThat(artifacts().find(path())).contains(stored);
    assertThat(stored.size()).isEqualTo(large.length);
    try (InputStream content = artifacts().read(path(), 4_000_000)) {
      assertThat(content.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(large, 4_000_000, large.length));
    }
  }

  @Test
  void deletesTwiceWithoutComplaint() {
    artifacts().create(path(), bytes("hello"));

    artifacts().delete(path());
    artifacts().delete(path());

    assertThat(artifacts().find(path())).isEmpty();
    assertThatExceptionOfType(UnknownArtifactException.class)
        .isThrownBy(() -> artifacts().read(path(), 0));
  }

  @Test
  void refusesToReadBehindTheEnd() {
    artifacts().create(path(), bytes("hello"));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> artifacts().read(path(), 6));
  }

  @Test
  void growsALogAndLetsItBeReadMeanwhile() throws IOException {
    assertThat(artifacts().createLog(path())).isTrue();
    assertThat(artifacts().logSize(path())).hasValue(0);

    artifacts().append(path(), 0, "one ".getBytes(UTF_8));
    artifacts().append(path(), 4, "two".getBytes(UTF_8));

    assertThat(artifacts().logSize(path())).hasValue(7);
    assertThat(text(path(), 4)).isEqualTo("two");
  }

  @Test
  void createsALogOnce() {
    assertThat(artifacts().createLog(path())).isTrue();
    assertThat(artifacts().createLog(path())).isFalse();
  }

  @Test
  void refusesToAppendWhereSomebodyElseWrote() throws IOException {
    artifacts().createLog(path());
    artifacts().append(path(), 0, "theirs".getBytes(UTF_8));

    assertThatExceptionOfType(ArtifactStoreException.class)
        .isThrownBy(() -> artifacts().append(path(), 0, "ours".getBytes(UTF_8)));
    assertThat(text(path(), 0)).isEqualTo("theirs");
  }

  @Test
  void takesALogForNoFinishedObject() {
    artifacts().createLog(path());

    assertThat(artifacts().find(path())).isEmpty();
    assertThat(artifacts().logSize(placed(ArtifactPath.of("logs", "other")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.txt", "with space & 100%+more.zip", "größe/模型.bin", "a?b#c=d"})
  void findsAnObjectBehindItsOwnUrl(String name) {
    ArtifactPath path = placed(new ArtifactPath("uploads/" + name));

    SignedUrl signed = artifacts().sign(path, Permission.READ, Duration.ofHours(1));

    assertThat(signed.url().toASCIIString()).isEqualTo(signed.url().toString());
    assertThat(artifacts().resolve(signed.url())).contains(path);
    assertThat(signed.expiresAt())
        .isEqualTo(clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void leavesForeignUrlsAlone() {
    assertThat(artifacts().resolve(URI.create("https://example.com/artifacts/a?sig=x"))).isEmpty();
  }

  @Test
  void refusesAUrlAfterItsTime() {
    URI url = artifacts().sign(path(), Permission.READ, Duration.ofMinutes(1)).url();
    clock.advance(Duration.ofMinutes(1));

    assertThatExceptionOfType(InvalidSignatureException.class)
        .isThrownBy(() -> artifacts().resolve(url))
        .withMessageContaining("expired");
  }

  @Test
  void refusesAUrlThatWasChanged() {
    String url = artifacts().sign(path(), Permission.READ, Duration.ofMinutes(1)).url().toString();

    assertThatExceptionOfType(InvalidSignatureException.class)
        .isThrownBy(() -> artifacts().resolve(URI.create(url.replace("model.bin", "other.bin"))));
  }

  @Test
  void refusesToReadThroughAnUploadUrl() {
    URI url = artifacts().sign(path(), Permission.CREATE, Duration.ofMinutes(1)).url();

    assertThatExceptionOfType(InvalidSignatureException.class)
        .isThrownBy(() -> artifacts().resolve(url))
        .withMessageContaining("uploading");
  }

  protected static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static InputStream brokenAfter(String text) {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Connection reset");
          }
        };
    return new SequenceInputStream(bytes(text), broken);
  }

  protected final String text(ArtifactPath path, long offset) throws IOException {
    try (InputStream content = artifacts().read(path, offset)) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }
}
