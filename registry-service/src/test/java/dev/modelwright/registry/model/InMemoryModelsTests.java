package dev.modelwright.registry.model;

class InMemoryModelsTests extends ModelsContract {

  private final Models models = new InMemoryModels();

  @Override
  protected Models models() {
    return models;
  }
}
