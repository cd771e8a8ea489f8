package dev.modelwright.gateway.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Service principals that end with the test. */
final class ServicePrincipalsInMemory implements ServicePrincipals {

  private final Map<String, ServicePrincipal> principals = new ConcurrentHashMap<>();

  @Override
  public void add(ServicePrincipal principal) {
    principals.put(principal.id(), principal);
  }

  @Override
  public Optional<ServicePrincipal> find(String id) {
    return Optional.ofNullable(principals.get(id));
  }

  @Override
  public List<ServicePrincipal> all() {
    return principals.values().stream()
        .sorted(
            Comparator.comparing(ServicePrincipal::createdAt).thenComparing(ServicePrincipal::id))
        .toList();
  }

  @Override
  public boolean replace(ServicePrincipal principal) {
    return principals.replace(principal.id(), principal) != null;
  }

  @Override
  public boolean delete(String id) {
    return principals.remove(id) != null;
  }
}
