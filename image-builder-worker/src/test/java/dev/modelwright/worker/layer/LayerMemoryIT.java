package dev.modelwright.worker.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.http.HttpContainerRegistry;
import dev.modelwright.testsupport.TestContainerRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A layer many times as large as the heap goes through a process of its own. */
class LayerMemoryIT {

  private static final long MEGABYTES = 256;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void needsLittleMemoryForALargeLayer(Compression compression)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process worker =
        new ProcessBuilder(
                java.toString(),
                // Some of it is the index of the tests' class path.
                "-Xmx40m",
                "-XX:MaxDirectMemorySize=16m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeLayer.class.getName(),
                TestContainerRegistry.url().toString(),
                compression.name())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("worker.log").toFile())
            .start();

    assertThat(worker.waitFor()).as("see worker.log: %s", folder).isZero();
  }

  static final class LargeLayer {

    public static void main(String[] args) {
      byte[] noise = new byte[1 << 20];
      new Random(1).nextBytes(noise);
      LayerContent content =
          tar -> {
            for (int i = 0; i < MEGABYTES; i++) {
              tar.write(noise);
            }
          };
      LayerDescriptor layer =
          new LayerWriter(new HttpContainerRegistry(URI.create(args[0]), Optional.empty()))
              .write(
                  RepositoryName.of("large"),
                  content,
                  Compression.valueOf(args[1]),
                  LayerProgress.NONE);
      System.out.println(layer);
    }
  }
}
