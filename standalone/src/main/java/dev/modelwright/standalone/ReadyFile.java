package dev.modelwright.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** {@code run/ready.json} in the home: there as long as the product answers. */
final class ReadyFile {

  private final Path file;

  ReadyFile(Path home) {
    this.file = home.resolve("run").resolve("ready.json");
  }

  private record Content(
      URI url, long pid, String kafka, String containerRegistry, List<URI> metrics) {}

  /** Appears with its whole content; closing deletes it. */
  AutoCloseable write(URI url, Infrastructure infrastructure, List<URI> metrics) {
    Content content =
        new Content(
            url,
            ProcessHandle.current().pid(),
            infrastructure.kafkaBootstrapServers(),
            infrastructure.containerRegistry().publicAddress(),
            metrics);
    try {
      Files.createDirectories(file.getParent());
      Path unfinished = file.resolveSibling("ready.json.new");
      Files.writeString(unfinished, JsonMapper.shared().writeValueAsString(content) + "\n");
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write '%s': %s. Make its folder writable.".formatted(file, e), e);
    }
    return this::delete;
  }

  /** What a killed process left. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot delete '%s': %s. Delete it by hand.".formatted(file, e), e);
    }
  }
}
