package dev.modelwright.worker.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.distribution.ImageReference;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Tag;
import dev.modelwright.worker.build.BuildLogs.AttemptLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactBuildLogsTests {

  private static final UUID IMAGE = UUID.fromString("e6b50818-0dfe-4e75-a987-c2fb6dc61431");
  private static final ImageReference REFERENCE =
      new ImageReference("127.0.0.1:5000", RepositoryName.of("housing"), new Tag("1"));
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  private Artifacts artifacts;
  private ArtifactBuildLogs logs;

  @BeforeEach
  void openStore() {
    artifacts =
        new DirectoryArtifacts(directory, URI.create("http://localhost"), Clock.systemUTC());
    logs = new ArtifactBuildLogs(artifacts, NOON);
  }

  @Test
  void numbersAttempts() {
    try (AttemptLog first = logs.begin(IMAGE, StoreName.DEFAULT);
        AttemptLog second = logs.begin(IMAGE, StoreName.DEFAULT)) {
      assertThat(first.attempt()).isEqualTo(1);
      assertThat(second.attempt()).isEqualTo(2);
    }
  }

  @Test
  void storesLinesWithTheTimeInUtc() {
    try (AttemptLog attempt = logs.begin(IMAGE, StoreName.DEFAULT)) {
      attempt.log().installerSaid("resolving");
      attempt.log().installerSaid("from https://me:secret@index/simple?token=x");
    }

    assertThat(read())
        .isEqualTo(
            """
            2026-11-26T12:00:00.000Z    resolving
            2026-11-26T12:00:00.000Z    from https://index/simple
            """);
  }

  @Test
  void writesWhereTheOrderSays() {
    StoreName team = new StoreName("team");
    try (AttemptLog attempt = logs.begin(IMAGE, team)) {
      attempt.log().installerSaid("resolving");
    }

    ArtifactPath path = ArtifactPath.of("logs", IMAGE.toString(), "1.log");
    assertThat(artifacts.logSize(path.in(team)).orElseThrow()).isPositive();
    assertThat(artifacts.logSize(path)).isEmpty();
  }

  @Test
  void canBeReadWhileItGrows() {
    try (AttemptLog attempt = logs.begin(IMAGE, StoreName.DEFAULT)) {
      attempt.log().installerSaid("resolving");

      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(read()).contains("resolving"));
      attempt.log().installerSaid("installing");
    }
    assertThat(read()).contains("resolving", "installing");
  }

  @Test
  void saysWhatIsWaitedForWhileNothingElseIsSaid() {
    ArtifactBuildLogs impatient = new ArtifactBuildLogs(artifacts, NOON, Duration.ofMillis(20));
    try (AttemptLog attempt = impatient.begin(IMAGE, StoreName.DEFAULT)) {
      attempt.log().starting(REFERENCE, Duration.ofMinutes(1));

      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() ->
              assertThat(read().lines())
                  .filteredOn(line ->
                      line.endsWith("… waiting for init() to end and the image to answer GET /"))
                  .hasSizeGreaterThan(1));
    }
  }

  @Test
  void keepsManyLinesInTheirOrder() {
    try (AttemptLog attempt = logs.begin(IMAGE, StoreName.DEFAULT)) {
      for (int i = 0; i < 10_000; i++) {
        attempt.log().serverSaid("line " + i);
      }
    }

    assertThat(read().lines())
        .hasSize(10_000)
        .satisfies(lines -> assertThat(lines.get(9_999)).endsWith("line 9999"))
        .satisfies(lines -> assertThat(lines.get(4_711)).endsWith("line 4711"));
  }

  private String read() {
    try (InputStream log = artifacts.read(ArtifactPath.of("logs", IMAGE.toString(), "1.log"), 0)) {
      return new String(log.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
