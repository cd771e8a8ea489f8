package dev.modelwright.gateway.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * All logins that are asked for or go on. Every method throws {@link IdentityUnavailableException}.
 */
public interface Logins {

  void add(Login login);

  /** Also one whose end has passed, for a while. */
  Optional<Login> find(String codeHash);

  /** Whether somebody waits for this code to be let in. */
  boolean awaits(String userCode, Instant now);

  /** Lets in who waits; false when nobody does. Atomic. */
  boolean letIn(String userCode, String userId, Instant now);

  /**
   * Removes a login that was let in, so that its code is good once; empty when there is none.
   * Atomic.
   */
  Optional<Login> take(String codeHash);

  /** Ends all logins of a user. */
  void endAllOf(String userId);
}
