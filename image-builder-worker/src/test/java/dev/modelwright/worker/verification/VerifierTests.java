package dev.modelwright.worker.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.ImageReference;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.worker.engine.FakeEngine;
import dev.modelwright.worker.engine.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerifierTests {

  private static final VerificationSettings SETTINGS =
      new VerificationSettings(new Limits(1L << 30, 1, 100), Duration.ofSeconds(5));
  private final FakeEngine engine = new FakeEngine();
  private final Verifier verifier =
      new Verifier(engine, SETTINGS, new RecentImages(2), Clock.systemUTC());

  @Test
  void keepsTheNewestImagesInTheEngineAndRemovesOlderOnes() throws Exception {
    for (int image = 1; image <= 4; image++) {
      verifier.verify(image(image), UUID.randomUUID(), new SilentLog());
    }

    assertThat(engine.pulled()).containsExactly(image(3), image(4));
  }

  @Test
  void keepsAnImageThatIsVerifiedAgain() throws Exception {
    for (int image : new int[] {1, 2, 1, 3}) {
      verifier.verify(image(image), UUID.randomUUID(), new SilentLog());
    }

    assertThat(engine.pulled()).contains(image(1), image(3)).doesNotContain(image(2));
  }

  private static ImageReference image(int number) {
    return new ImageReference(
        "registry.example:5000",
        RepositoryName.of("housing"),
        Digest.of("sha256:" + Integer.toString(number).repeat(64)));
  }

  private static final class SilentLog implements VerificationLog {

    @Override
    public void pulling(ImageReference image) {}

    @Override
    public void pullProgressed(long received, long total) {}

    @Override
    public void starting(ImageReference image, Duration limit) {}

    @Override
    public void serverSaid(String line) {}

    @Override
    public void answered(Duration sinceStart) {}
  }
}
