package dev.modelwright.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Function;

/** A server that starts on a temporary folder at first use and lives as long as the JVM. */
final class SharedServer<S extends AutoCloseable> {

  private final String name;
  private final Function<Path, S> start;
  private S server;

  SharedServer(String name, Function<Path, S> start) {
    this.name = name;
    this.start = start;
  }

  synchronized S get() {
    if (server == null) {
      server = startInTemporaryFolder();
    }
    return server;
  }

  private S startInTemporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("modelwright-test-" + name + "-");
      S started = start.apply(folder);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(started, folder), name + "-shutdown"));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(AutoCloseable server, Path folder) {
    try (server) {
      // closed before the folder goes
    } catch (Exception e) {
      throw new IllegalStateException(
          "Cannot stop the test server in '%s'. Look for its processes.".formatted(folder), e);
    } finally {
      deleteRecursively(folder);
    }
  }

  private static void deleteRecursively(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
