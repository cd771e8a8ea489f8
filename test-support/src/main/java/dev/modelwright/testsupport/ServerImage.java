package dev.modelwright.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.utility.DockerImageName;

/**
 * The images of deployments: as a variable names them, else as the set-up made them where none can
 * be pulled, else by default.
 */
enum ServerImage {
  KAFKA,
  MONGODB,
  AZURITE,
  CONTAINER_REGISTRY;

  DockerImageName image() {
    return DockerImageName.parse(
        Optional.ofNullable(System.getenv(variable()))
            .or(() -> setting(".tools/images.env"))
            .or(() -> setting("deploy/env.example"))
            .orElseThrow(() ->
                new IllegalStateException(
                    "Cannot find the image of %s: neither %s nor deploy/env.example names it."
                        .formatted(this, variable()))));
  }

  private String variable() {
    return "MODELWRIGHT_%s_IMAGE".formatted(name());
  }

  private Optional<String> setting(String file) {
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(file))
        .filter(Files::exists)
        .findFirst()
        .flatMap(this::settingIn);
  }

  private Optional<String> settingIn(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.startsWith("#") ? line.substring(1) : line)
          .filter(line -> line.startsWith(variable() + "="))
          .map(line -> line.substring(line.indexOf('=') + 1))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
