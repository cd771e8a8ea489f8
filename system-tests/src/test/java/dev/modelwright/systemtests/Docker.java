package dev.modelwright.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The engine's own command line, as users have it. */
final class Docker {

  private Docker() {}

  /** What the command prints; it must succeed. */
  static String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new AssertionError("%s:%n%s".formatted(String.join(" ", command), output));
      }
      return output.lines().reduce((first, second) -> second).orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Containers that builds of an image have made and not removed. */
  static List<String> containersOf(String imageId) {
    return run("ps", "--all", "--quiet", "--filter", "label=dev.modelwright.image=" + imageId)
        .lines()
        .toList();
  }
}
