package dev.modelwright.gateway.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All users. Every method throws {@link IdentityUnavailableException}. */
public interface Users {

  /** False when the name is another's. Atomic. */
  boolean add(User user);

  Optional<User> find(String id);

  Optional<User> findByName(String name);

  /** The oldest first. */
  List<User> all();

  /** Replaces the one with the same id; false when there is none. Atomic. */
  boolean replace(User user);

  /** False when there is none. */
  boolean delete(String id);

  /**
   * Counts an attempt to log in, before it is judged. Atomic.
   *
   * @param window after whose end the count begins anew
   * @return attempts under this name in the window, this one among them
   */
  int countAttempt(String name, Instant now, Duration window);

  /** Begins the count anew, after a good attempt. */
  void forgetAttempts(String name);
}
