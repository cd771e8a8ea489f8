package dev.modelwright.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.distribution.Digest;
import dev.modelwright.worker.engine.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentKeyTests {

  private static final Digest BASE = Digest.of("base".getBytes());
  private static final Digest INDEXES = settings(Map.of()).indexFingerprint();

  @Test
  void isEqualForRequestsThatAskForTheSame() {
    assertThat(key("numpy\npandas\n")).isEqualTo(key("# both\npandas\nnumpy"));
  }

  @Test
  void dependsOnBaseFilesAndIndexes() {
    EnvironmentFiles files = requirements("numpy");
    EnvironmentKey key = EnvironmentKey.of(BASE, files, INDEXES);

    assertThat(EnvironmentKey.of(Digest.of("other".getBytes()), files, INDEXES)).isNotEqualTo(key);
    assertThat(EnvironmentKey.of(BASE, requirements("numpy==2"), INDEXES)).isNotEqualTo(key);
    assertThat(
            EnvironmentKey.of(
                BASE, new EnvironmentFiles(Optional.of("numpy"), Optional.empty()), INDEXES))
        .isNotEqualTo(key);
    assertThat(
            EnvironmentKey.of(
                BASE,
                files,
                settings(Map.of("UV_DEFAULT_INDEX", "https://mirror/simple")).indexFingerprint()))
        .isNotEqualTo(key);
  }

  @Test
  void doesNotDependOnCredentialsAndTimeoutsOfIndexes() {
    Digest fingerprint =
        settings(Map.of("UV_DEFAULT_INDEX", "https://mirror/simple")).indexFingerprint();

    assertThat(
            settings(
                    Map.of(
                        "UV_DEFAULT_INDEX", "https://me:secret@mirror/simple",
                        "UV_HTTP_TIMEOUT", "5"))
                .indexFingerprint())
        .isEqualTo(fingerprint);
  }

  private static EnvironmentKey key(String requirements) {
    return EnvironmentKey.of(BASE, requirements(requirements), INDEXES);
  }

  private static EnvironmentFiles requirements(String text) {
    return new EnvironmentFiles(Optional.empty(), Optional.of(text));
  }

  private static InstallationSettings settings(Map<String, String> indexes) {
    return new InstallationSettings(
        new Limits(1L << 30, 1, 100), Duration.ofMinutes(1), indexes, false, Optional.empty());
  }
}
