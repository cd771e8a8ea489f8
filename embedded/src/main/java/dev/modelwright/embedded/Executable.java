package dev.modelwright.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs that run as child processes. */
final class Executable {

  private final Map<String, String> environment;
  private final Path workingDirectory;

  Executable(Map<String, String> environment, Path workingDirectory) {
    this.environment = environment;
    this.workingDirectory = workingDirectory.toAbsolutePath();
  }

  static Executable ofThisProcess() {
    return new Executable(System.getenv(), Path.of(""));
  }

  /** The path that an environment variable names; it must be a program. */
  Optional<Path> namedBy(String variable) {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    Path path = Path.of(value);
    if (!isProgram(path)) {
      throw new StartFailedException(
          "Cannot run '%s': it is no executable file. Correct %s.".formatted(path, variable));
    }
    return Optional.of(path);
  }

  /** A relative path, in the working directory or one above it. */
  Optional<Path> upward(String relativePath) {
    return Stream.iterate(workingDirectory, directory -> directory != null, Path::getParent)
        .map(directory -> directory.resolve(relativePath))
        .filter(Executable::isProgram)
        .findFirst();
  }

  Optional<Path> onPath(String name) {
    String path = environment.getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, name))
        .filter(Executable::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }
}
