package dev.modelwright.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.StoreName;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTests {

  private static final UUID IMAGE = UUID.randomUUID();

  @TempDir private Path directory;
  private DirectoryArtifacts artifacts;
  private BuildLogs logs;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void open() {
    artifacts =
        new DirectoryArtifacts(directory, URI.create("http://127.0.0.1"), Clock.systemUTC());
    logs = new BuildLogs(artifacts);
  }

  @Test
  void waitsForALogThatIsNotThereYet() throws IOException {
    LogReader reader = logs.reader(IMAGE, StoreName.DEFAULT, LogPosition.START);

    assertThat(reader.read(false, this::add)).isFalse();
    write(1, "a\n");
    assertThat(reader.read(false, this::add)).isTrue();
    assertThat(reader.read(false, this::add)).isFalse();
    assertThat(lines).containsExactly("a@1-2");
  }

  @Test
  void keepsALineBackUntilItIsWhole() throws IOException {
    LogReader reader = logs.reader(IMAGE, StoreName.DEFAULT, LogPosition.START);
    write(1, "ä\n\nhal");

    reader.read(false, this::add);
    assertThat(lines).containsExactly("ä@1-3", "@1-4");
    write(1, "f\nrest");
    reader.read(true, this::add);
    assertThat(lines).containsExactly("ä@1-3", "@1-4", "half@1-9", "rest@1-13");
  }

  @Test
  void finishesAnAttemptBeforeTheNext() throws IOException {
    LogReader reader = logs.reader(IMAGE, StoreName.DEFAULT, LogPosition.START);
    write(1, "cut of");
    reader.read(false, this::add);
    write(2, "again\n");
    reader.read(false, this::add);

    assertThat(lines).containsExactly("cut of@1-6", "again@2-6");
  }

  @Test
  void givesALineWithoutEndInParts() throws IOException {
    write(1, "x".repeat(200_000));

    logs.reader(IMAGE, StoreName.DEFAULT, LogPosition.START).read(false, this::add);

    assertThat(lines).hasSizeBetween(1, 3);
    assertThat(lines.getFirst()).hasSizeGreaterThan(64 * 1024);
  }

  @Test
  void goesOnFromAnyPosition() throws IOException {
    write(1, "a\nb\n");
    write(2, "c\n");

    logs.reader(IMAGE, StoreName.DEFAULT, LogPosition.parse("1-2").orElseThrow())
        .read(false, this::add);
    logs.reader(IMAGE, StoreName.DEFAULT, LogPosition.parse("2-77").orElseThrow())
        .read(true, this::add);

    assertThat(lines).containsExactly("b@1-4", "c@2-2");
  }

  @Test
  void refusesPositionsThatAreNone() {
    for (String text : List.of("", "1", "0-1", "1--1", "a-b", "1-9999999999999999999")) {
      assertThat(LogPosition.parse(text)).as(text).isEmpty();
    }
  }

  private void add(byte[] line, LogPosition next) {
    lines.add(new String(line, StandardCharsets.UTF_8) + "@" + next);
  }

  private void write(int attempt, String text) {
    ArtifactPath path = ArtifactPath.of("logs", IMAGE.toString(), attempt + ".log");
    artifacts.createLog(path);
    artifacts.append(
        path, artifacts.logSize(path).orElseThrow(), text.getBytes(StandardCharsets.UTF_8));
  }
}
