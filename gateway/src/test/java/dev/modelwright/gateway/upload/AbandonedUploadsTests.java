package dev.modelwright.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.DirectoryArtifacts;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedUploadsTests {

  private static final ArtifactPath ABANDONED = ArtifactPath.upload("a", "abandoned");
  private static final ArtifactPath REGISTERED = ArtifactPath.upload("a", "registered");

  @TempDir Path directory;

  @Test
  void goAfterTheirTimeAndWhatWasRegisteredStays() {
    DirectoryArtifacts artifacts =
        new DirectoryArtifacts(directory, URI.create("http://127.0.0.1"), Clock.systemUTC());
    artifacts.create(ABANDONED, new ByteArrayInputStream(new byte[] {1}));
    Artifact registered =
        artifacts.pin(artifacts.create(REGISTERED, new ByteArrayInputStream(new byte[] {2})));
    UploadLimits limits = new UploadLimits(Duration.ofHours(24), 100, Duration.ofDays(7));

    sweepIn(Duration.ofDays(6), artifacts, limits);
    assertThat(artifacts.find(ABANDONED)).isPresent();
    sweepIn(Duration.ofDays(8), artifacts, limits);

    assertThat(artifacts.find(ABANDONED)).isEmpty();
    assertThat(artifacts.find(REGISTERED)).isEmpty();
    assertThat(artifacts.read(registered.path(), 0)).hasBinaryContent(new byte[] {2});
  }

  @Test
  void outliveTheirUrls() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new UploadLimits(Duration.ofDays(7), 100, Duration.ofDays(7)))
        .withMessageContaining("modelwright.uploads.kept-for");
  }

  private static void sweepIn(Duration later, DirectoryArtifacts artifacts, UploadLimits limits) {
    new AbandonedUploads(artifacts, limits, Clock.offset(Clock.systemUTC(), later)).sweep();
  }
}
