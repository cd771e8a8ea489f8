package dev.modelwright.worker.distribution.http;

import dev.modelwright.worker.distribution.ContainerRegistry;
import dev.modelwright.worker.distribution.ContainerRegistryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class HttpContainerRegistryIT extends ContainerRegistryContract {

  @TempDir private static Path folder;

  private static RegistryProcess process;
  private static ContainerRegistry registry;

  @BeforeAll
  static void start() {
    process = RegistryProcess.start(folder);
    registry = new HttpContainerRegistry(process.properties());
  }

  @AfterAll
  static void stop() {
    process.close();
  }

  @Override
  protected ContainerRegistry registry() {
    return registry;
  }
}
