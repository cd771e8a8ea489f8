package dev.modelwright.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** A program of ours in a process of its own. */
final class JavaProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx512m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final String name;
  private final Process process;
  private final Path output;

  private JavaProcess(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /** Starts the jar with more variables than this process has. */
  static JavaProcess start(Path jar, Path workingDirectory, Map<String, String> variables) {
    return start(
        jar.getFileName().toString(), List.of("-jar", jar.toString()), workingDirectory, variables);
  }

  /** Starts a class that tests have. */
  static JavaProcess start(Class<?> program, Path workingDirectory, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return start(program.getSimpleName(), command, workingDirectory, Map.of());
  }

  private static JavaProcess start(
      String name, List<String> program, Path workingDirectory, Map<String, String> variables) {
    try {
      Path output = Files.createTempFile(workingDirectory, "output-", ".log");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(OPTIONS);
      command.addAll(program);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(workingDirectory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(variables);
      return new JavaProcess(name, builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady(BooleanSupplier ready) {
    Awaitility.await()
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          if (!isAlive()) {
            throw new AssertionError("%s ended:%n%s".formatted(name, output()));
          }
          return ready.getAsBoolean();
        });
  }

  /** The module that the jar was made from. */
  String module() {
    return name.replace("-application.jar", "");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Its exit status after SIGTERM. */
  int stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw new AssertionError("%s does not stop:%n%s".formatted(name, output()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
