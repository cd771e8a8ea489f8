package dev.modelwright.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTests {

  @TempDir Path directory;

  @Test
  void takesTheProgramThatAVariableNames() throws Exception {
    Path program = program("mongod");

    assertThat(
            executables(Map.of("MODELWRIGHT_MONGOD", program.toString()))
                .namedBy("MODELWRIGHT_MONGOD"))
        .contains(program);
  }

  @Test
  void refusesAVariableThatNamesNoProgram() {
    Executable executables = executables(Map.of("MODELWRIGHT_MONGOD", "/missing/mongod"));

    assertThatThrownBy(() -> executables.namedBy("MODELWRIGHT_MONGOD"))
        .isInstanceOf(StartFailedException.class)
        .hasMessage(
            "Cannot run '/missing/mongod': it is no executable file. Correct MODELWRIGHT_MONGOD.");
  }

  @Test
  void findsAProgramInAFolderAbove() throws Exception {
    Path program = program(".tools/mongod");
    Path below = Files.createDirectories(directory.resolve("a/b/c"));

    assertThat(new Executable(Map.of(), below).upward(".tools/mongod")).contains(program);
  }

  @Test
  void findsAProgramOnThePath() throws Exception {
    Path program = program("bin/docker-registry");
    Executable executables = executables(Map.of("PATH", "/missing::" + program.getParent()));

    assertThat(executables.onPath("docker-registry")).contains(program);
    assertThat(executables.onPath("mongod")).isEmpty();
  }

  private Executable executables(Map<String, String> environment) {
    return new Executable(environment, directory);
  }

  private Path program(String path) throws IOException {
    Path program = directory.resolve(path);
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }
}
