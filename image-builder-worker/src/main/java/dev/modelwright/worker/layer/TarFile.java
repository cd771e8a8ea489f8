package dev.modelwright.worker.layer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A tar on disk that is a layer as it is, such as the root file system of a base image. */
public record TarFile(Path path) implements LayerContent {

  @Override
  public void writeTo(OutputStream tar) throws IOException {
    Files.copy(path, tar);
  }

  @Override
  public OptionalLong size() {
    try {
      return OptionalLong.of(Files.size(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
