package dev.modelwright.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
      Path errors = Files.createTempFile("docker-", ".err");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      String error = Files.readString(errors);
      Files.delete(errors);
      if (status != 0) {
        throw new AssertionError("%s:%n%s".formatted(String.join(" ", command), error));
      }
      return output;
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

  /** Removes what builds have handed to the engine from a container registry of a test. */
  static void removeImagesOf(String containerRegistry) {
    run("images", "--digests", "--format", "{{.Repository}}@{{.Digest}}")
        .lines()
        .filter(image -> image.startsWith(containerRegistry + "/"))
        .forEach(image -> run("rmi", "--force", image));
  }
}
