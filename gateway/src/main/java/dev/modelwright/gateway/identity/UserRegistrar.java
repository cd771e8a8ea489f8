package dev.modelwright.gateway.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Adds and changes users, and knows them by their passwords. */
public final class UserRegistrar {

  private static final int PASSWORD_BYTES = 15;
  private static final int MOST_ATTEMPTS = 10;
  private static final Duration ATTEMPTS_WINDOW = Duration.ofMinutes(15);

  private final Users users;
  private final Logins logins;
  private final PasswordHashes hashes;
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  public UserRegistrar(Users users, Logins logins, PasswordHashes hashes, Clock clock) {
    this.users = users;
    this.logins = logins;
    this.hashes = hashes;
    this.clock = clock;
  }

  /**
   * A user and a password that was made for them.
   *
   * @param password which nobody can be told again; empty when the caller has chosen one
   */
  public record Registered(User user, Optional<String> password) {

    @Override
    public String toString() {
      return "Registered[%s]".formatted(user);
    }
  }

  /** Whether a user is who they say. */
  public sealed interface Check {

    record Known(User user) implements Check {}

    record Wrong() implements Check {}

    /** Too many attempts under this name: no password is looked at until the time is over. */
    record TooOften(Duration pause) implements Check {}
  }

  /**
   * @param displayName for people; null for the name
   * @param password null for one that is made here
   * @return empty when the name is another's
   */
  public Optional<Registered> register(
      String name, String displayName, String password, List<RoleAssignment> roles) {
    Optional<String> made = password == null ? Optional.of(newPassword()) : Optional.empty();
    User user =
        new User(
            UUID.randomUUID().toString(),
            lower(name),
            displayName == null ? name : displayName,
            hashes.hash(made.orElse(password)),
            roles,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return users.add(user) ? Optional.of(new Registered(user, made)) : Optional.empty();
  }

  /**
   * The password before is worth nothing from now on, and logins end with it.
   *
   * @param password null for one that is made here
   * @return empty when there is no such user
   */
  public Optional<Registered> resetPassword(String id, String password) {
    Optional<String> made = password == null ? Optional.of(newPassword()) : Optional.empty();
    String hash = hashes.hash(made.orElse(password));
    return change(id, user -> user.withPasswordHash(hash))
        .map(user -> {
          logins.endAllOf(id);
          users.forgetAttempts(user.name());
          return new Registered(user, made);
        });
  }

  /** Tokens that are out keep the roles that they say; empty when there is no such user. */
  public Optional<User> assign(String id, List<RoleAssignment> roles) {
    return change(id, user -> user.withRoles(roles));
  }

  /** Logins end at once, tokens that are out with their time; false when there is no such user. */
  public boolean delete(String id) {
    boolean deleted = users.delete(id);
    logins.endAllOf(id);
    return deleted;
  }

  /** Takes as long for a name that nobody has. */
  public Check check(String name, String password) {
    String known = lower(name);
    if (users.countAttempt(known, clock.instant(), ATTEMPTS_WINDOW) > MOST_ATTEMPTS) {
      return new Check.TooOften(ATTEMPTS_WINDOW);
    }
    Optional<User> user = users.findByName(known);
    if (!hashes.matches(password, user.map(User::passwordHash))) {
      return new Check.Wrong();
    }
    users.forgetAttempts(known);
    return new Check.Known(user.orElseThrow());
  }

  private Optional<User> change(String id, UnaryOperator<User> change) {
    return users.find(id).map(change).filter(users::replace);
  }

  private String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
