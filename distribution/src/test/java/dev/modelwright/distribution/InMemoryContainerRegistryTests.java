package dev.modelwright.distribution;

class InMemoryContainerRegistryTests extends ContainerRegistryContract {

  private final InMemoryContainerRegistry registry = new InMemoryContainerRegistry();

  @Override
  protected ContainerRegistry registry() {
    return registry;
  }
}
