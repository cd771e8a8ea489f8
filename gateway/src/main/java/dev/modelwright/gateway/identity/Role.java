package dev.modelwright.gateway.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do; each role includes the ones before it. */
public enum Role {
  /** Read what an account holds. */
  READER,
  /** Also add to it and delete from it. */
  CONTRIBUTOR,
  /** Also manage accounts, environments with their credentials, and who has which role. */
  OWNER;

  public static Optional<Role> of(String text) {
    return Stream.of(values()).filter(role -> role.toString().equalsIgnoreCase(text)).findFirst();
  }

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** As tokens spell it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
