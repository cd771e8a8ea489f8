package dev.modelwright.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checkout that is tested: what was built from it, and its examples. */
final class Repository {

  private static final Path ROOT =
      Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
          .filter(directory -> Files.exists(directory.resolve("mvnw")))
          .findFirst()
          .orElseThrow();

  private Repository() {}

  static Path serviceJar(String module) {
    return built(ROOT.resolve(module).resolve("target").resolve(module + "-application.jar"));
  }

  static Path standaloneJar() {
    return built(ROOT.resolve("standalone/target/standalone.jar"));
  }

  static Path runtimes() {
    String given = System.getenv("MODELWRIGHT_RUNTIMES");
    return given == null ? ROOT.resolve(".tools/runtimes") : Path.of(given);
  }

  /** A program that {@code deploy/set-up} has put into the environment of schemathesis. */
  static Path schemathesis(String program) {
    Path path = ROOT.resolve(".tools/schemathesis/bin").resolve(program);
    if (!Files.exists(path)) {
      throw new IllegalStateException(
          "Cannot find '%s'. Run ./verify, which installs it.".formatted(path));
    }
    return path;
  }

  static Path file(String path) {
    return ROOT.resolve(path);
  }

  static Path python() {
    return ROOT.resolve(".tools/python/bin/python");
  }

  /** A library that, loaded before all others, shows a process another time. */
  static Path faketime() {
    try (Stream<Path> files = Files.walk(ROOT.resolve(".tools/python/lib"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("libfaketime.so"))
          .findFirst()
          .orElseThrow(() ->
              new IllegalStateException(
                  "Cannot find libfaketime. Run ./verify, which installs it."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path example(String path) {
    return ROOT.resolve("examples").resolve(path);
  }

  private static Path built(Path jar) {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          "Cannot find '%s'. Run ./mvnw package -DskipTests.".formatted(jar));
    }
    return jar;
  }
}
