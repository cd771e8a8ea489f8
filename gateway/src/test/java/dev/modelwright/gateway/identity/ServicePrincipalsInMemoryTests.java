package dev.modelwright.gateway.identity;

class ServicePrincipalsInMemoryTests implements ServicePrincipalsContract {

  private final ServicePrincipals principals = new ServicePrincipalsInMemory();

  @Override
  public ServicePrincipals principals() {
    return principals;
  }
}
