package dev.modelwright.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system of a few megabytes that can be full: mounted by us where we are root, else by the
 * engine, which is.
 */
public final class SmallDisk implements AutoCloseable {

  private static final String MOUNTING_IMAGE = "MODELWRIGHT_JRE_IMAGE";
  private static final int PAGE = 4096;

  private final Path directory;
  private final Path filler;

  private SmallDisk(Path directory) {
    this.directory = directory;
    this.filler = directory.resolve("filler");
  }

  /**
   * @param directory made when it is not there
   */
  public static SmallDisk mount(Path directory, int megabytes) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    asRoot(
        directory,
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=%dm,mode=1777".formatted(megabytes),
        "tmpfs",
        directory.toString());
    return new SmallDisk(directory);
  }

  public Path directory() {
    return directory;
  }

  /** Takes all the room that is left. */
  public void fill() {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] page = new byte[PAGE];
      while (directory.toFile().getUsableSpace() > 0) {
        out.write(page);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the room back. */
  public void makeRoom() {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever still runs on it must not keep it. */
  @Override
  public void close() {
    asRoot(directory, "umount", "--lazy", directory.toString());
  }

  private static void asRoot(Path directory, String... command) {
    List<String> whole = new ArrayList<>();
    if (!"root".equals(System.getProperty("user.name"))) {
      whole.addAll(
          List.of(
              "docker",
              "run",
              "--rm",
              "--privileged",
              "--mount",
              "type=bind,source=%1$s,target=%1$s,bind-propagation=rshared"
                  .formatted(directory.getParent()),
              System.getenv(MOUNTING_IMAGE)));
    }
    whole.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("%s:%n%s".formatted(String.join(" ", whole), output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
