package dev.modelwright.embedded;

import java.nio.file.Path;

/** Another process holds the directory. */
public final class DirectoryInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Path directory;

  DirectoryInUseException(Path directory, String holder) {
    super(
        "Cannot use directory '%s': %s uses it. Stop that process or choose another directory."
            .formatted(directory, holder));
    this.directory = directory;
  }

  public Path directory() {
    return directory;
  }
}
