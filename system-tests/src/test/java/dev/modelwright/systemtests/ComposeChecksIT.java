package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.systemtests.ComposedProduct.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy/compose} says before anything starts. */
class ComposeChecksIT {

  @TempDir private static Path directory;

  private static ComposedProduct composed;

  @BeforeAll
  static void makeSettings() {
    composed = ComposedProduct.withSettings(directory);
  }

  @AfterEach
  void hasStartedNothing() {
    assertThat(composed.remains()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MODELWRIGHT_SERVICE_TOKEN",
        "MODELWRIGHT_SECRETS_KEY",
        "MODELWRIGHT_CLIENT_SECRET",
        "MODELWRIGHT_KAFKA_PASSWORD",
        "MODELWRIGHT_PUBLISHER_PASSWORD",
        "MODELWRIGHT_STORAGE_KEY",
      })
  void namesAMissingSettingWithAnExample(String name) throws IOException {
    List<String> others =
        composed.settings().stream().filter(line -> !line.startsWith(name)).toList();

    assertRefused(start(others), name + " is missing", name + "=");
  }

  @Test
  void namesASettingThatThereIsNot() throws IOException {
    List<String> settings =
        composed.settings().stream()
            .map(line -> line.replace("MODELWRIGHT_SECRETS_KEY", "MODELWRIGHT_SECRET_KEY"))
            .toList();

    assertRefused(start(settings), "MODELWRIGHT_SECRET_KEY", "deploy/env.example");
  }

  @Test
  void saysHowToMakeTheSettings() {
    Path absent = directory.resolve("absent.env");

    assertRefused(
        start(Map.of("MODELWRIGHT_ENV_FILE", absent.toString())),
        absent.toString(),
        "deploy/compose init");
  }

  @Test
  void namesAnEngineThatIsAway() {
    assertRefused(
        start(Map.of("DOCKER_HOST", "unix:///nowhere")), "Cannot reach the engine", "DOCKER_HOST");
  }

  @Test
  void refusesMoreWorkersThanTheEngineHasMemoryFor() {
    assertRefused(
        start(Map.of(), "--scale", "image-builder-worker=10000"),
        "MB of memory",
        "10000 image-builder-worker needs 4002600 MB",
        "--scale image-builder-worker=1");
  }

  private static Answer start(List<String> settings) throws IOException {
    Path file = Files.write(directory.resolve("changed.env"), settings);
    return start(Map.of("MODELWRIGHT_ENV_FILE", file.toString()));
  }

  private static Answer start(Map<String, String> changes, String... options) {
    return composed.ask(
        changes,
        Stream.concat(Stream.of("deploy/compose", "up", "-d"), Stream.of(options))
            .toArray(String[]::new));
  }

  private static void assertRefused(Answer answer, String... words) {
    assertThat(answer.status()).as(answer.output()).isEqualTo(1);
    assertThat(answer.output()).contains(words);
  }
}
