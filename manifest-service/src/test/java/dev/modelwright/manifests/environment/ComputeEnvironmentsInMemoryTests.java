package dev.modelwright.manifests.environment;

class ComputeEnvironmentsInMemoryTests extends ComputeEnvironmentsContract {

  private final ComputeEnvironments environments = new ComputeEnvironmentsInMemory();

  @Override
  protected ComputeEnvironments environments() {
    return environments;
  }
}
