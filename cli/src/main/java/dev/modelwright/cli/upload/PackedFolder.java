package dev.modelwright.cli.upload;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.terminal.Progress;
import dev.modelwright.cli.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A folder as a temporary zip, gone when closed. */
record PackedFolder(Path file) implements AutoCloseable {

  static PackedFolder of(
      Source.Folder folder, Path temporaryFolder, Terminal terminal, InstantSource clock) {
    List<Member> members = FolderListing.of(folder);
    PackedFolder packed = new PackedFolder(temporaryFile(temporaryFolder));
    try {
      packed.write(members, folder, terminal, clock);
      return packed;
    } catch (IOException failure) {
      packed.close();
      throw CommandException.systemError(
          "Cannot pack folder '%s' into %s: %s. Make room there, or set TMPDIR to a folder that has it."
              .formatted(folder.path(), temporaryFolder, failure.getMessage()),
          failure);
    }
  }

  private void write(
      List<Member> members, Source.Folder folder, Terminal terminal, InstantSource clock)
      throws IOException {
    long total = members.stream().mapToLong(Member::size).sum();
    try (Progress progress = new Progress(terminal, "Packing", folder.name(), total, clock);
        BufferedOutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
      ZipWriter.write(
          members,
          output,
          count -> {
            progress.moved(count);
            progress.refresh();
          });
    }
  }

  private static Path temporaryFile(Path folder) {
    try {
      Path file = Files.createTempFile(folder, "modelwright-", ".zip");
      // An interrupted command cleans up too.
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException failure) {
      throw CommandException.systemError(
          "Cannot create a temporary file in %s: %s. Set TMPDIR to a folder that can be written."
              .formatted(folder, failure.getMessage()),
          failure);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
