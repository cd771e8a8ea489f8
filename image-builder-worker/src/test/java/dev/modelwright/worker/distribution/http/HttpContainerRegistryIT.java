package dev.modelwright.worker.distribution.http;

import dev.modelwright.testsupport.TestContainerRegistry;
import dev.modelwright.worker.distribution.ContainerRegistry;
import dev.modelwright.worker.distribution.ContainerRegistryContract;

class HttpContainerRegistryIT extends ContainerRegistryContract {

  private final ContainerRegistry registry =
      new HttpContainerRegistry(
          new ContainerRegistryProperties(
              TestContainerRegistry.url(), TestContainerRegistry.address(), null, null));

  @Override
  protected ContainerRegistry registry() {
    return registry;
  }
}
