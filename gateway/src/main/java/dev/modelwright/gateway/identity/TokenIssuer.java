package dev.modelwright.gateway.identity;

import java.time.Duration;
import java.util.List;

/** Makes tokens of our own issuer. */
@FunctionalInterface
public interface TokenIssuer {

  /**
   * A signed JSON Web Token.
   *
   * @throws IdentityUnavailableException when there is no key to sign with
   */
  String issue(String subject, List<RoleAssignment> roles, Duration lifetime);
}
