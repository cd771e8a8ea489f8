package dev.modelwright.distribution.http;

import dev.modelwright.distribution.ContainerRegistry;
import dev.modelwright.distribution.ContainerRegistryContract;
import dev.modelwright.testsupport.TestContainerRegistry;
import java.util.Optional;

class HttpContainerRegistryIT extends ContainerRegistryContract {

  private final ContainerRegistry registry =
      new HttpContainerRegistry(TestContainerRegistry.url(), Optional.empty());

  @Override
  protected ContainerRegistry registry() {
    return registry;
  }
}
