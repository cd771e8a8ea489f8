package dev.modelwright.gateway.identity;

import java.util.List;
import java.util.Optional;

/** All service principals. Every method throws {@link IdentityUnavailableException}. */
public interface ServicePrincipals {

  /** The id must be new. */
  void add(ServicePrincipal principal);

  Optional<ServicePrincipal> find(String id);

  /** The oldest first. */
  List<ServicePrincipal> all();

  /** Replaces the one with the same id; false when there is none. Atomic. */
  boolean replace(ServicePrincipal principal);

  /** False when there is none. */
  boolean delete(String id);
}
