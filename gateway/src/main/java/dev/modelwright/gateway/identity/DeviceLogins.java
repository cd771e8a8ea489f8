package dev.modelwright.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Logs users in at programs that never see their passwords (RFC 8628): the program shows a code,
 * the user types it, with name and password, into a page of ours.
 */
public final class DeviceLogins {

  /** Until a code must have been typed. */
  public static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  /** Until a user has to log in again who does nothing meanwhile. */
  private static final Duration LOGIN_LIFETIME = Duration.ofDays(30);

  /** Consonants, so that no code is a word. */
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private static final int USER_CODE_LENGTH = 8;
  private static final int CODE_BYTES = 32;

  private final Logins logins;
  private final Users users;
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  public DeviceLogins(Logins logins, Users users, Clock clock) {
    this.logins = logins;
    this.users = users;
    this.clock = clock;
  }

  /**
   * What a program begins with.
   *
   * @param deviceCode its own
   * @param userCode that it shows
   */
  public record Begun(String deviceCode, String userCode) {}

  /** What comes of a code of a program. */
  public sealed interface Progress {

    /** Nobody has typed the code yet. */
    record Waiting() implements Progress {}

    /** The code was never ours, was used before, or its time is over. */
    record Over() implements Progress {}

    /**
     * @param next the code for the next token, good once
     */
    record LoggedIn(User user, String next) implements Progress {}
  }

  public Begun begin() {
    String deviceCode = newCode();
    String userCode = newUserCode();
    logins.add(
        new Login(
            hash(deviceCode),
            Optional.of(userCode),
            Optional.empty(),
            clock.instant().plus(CODE_LIFETIME)));
    return new Begun(deviceCode, shown(userCode));
  }

  /**
   * @param typed with or without dash, in any case
   */
  public boolean awaits(String typed) {
    return logins.awaits(plain(typed), clock.instant());
  }

  /** False when no program waits for this code any more. */
  public boolean letIn(String typed, User user) {
    return logins.letIn(plain(typed), user.id(), clock.instant());
  }

  /** Goes on with a code of {@link #begin} or of {@link Progress.LoggedIn}. */
  public Progress next(String code) {
    String hash = hash(code);
    Instant now = clock.instant();
    Optional<Login> known = logins.find(hash).filter(login -> login.endsAt().isAfter(now));
    if (known.isEmpty()) {
      return new Progress.Over();
    }
    if (known.get().userId().isEmpty()) {
      return new Progress.Waiting();
    }
    return logins
        .take(hash)
        .flatMap(Login::userId)
        .flatMap(users::find)
        .<Progress>map(user -> new Progress.LoggedIn(user, kept(user)))
        .orElseGet(Progress.Over::new);
  }

  private String kept(User user) {
    String code = newCode();
    logins.add(
        new Login(
            hash(code),
            Optional.empty(),
            Optional.of(user.id()),
            clock.instant().plus(LOGIN_LIFETIME)));
    return code;
  }

  private String newCode() {
    byte[] bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String newUserCode() {
    StringBuilder code = new StringBuilder();
    while (code.length() < USER_CODE_LENGTH) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  private static String shown(String userCode) {
    return userCode.substring(0, USER_CODE_LENGTH / 2)
        + "-"
        + userCode.substring(USER_CODE_LENGTH / 2);
  }

  private static String plain(String typed) {
    return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  /** A quick hash does for codes that cannot be guessed. */
  private static String hash(String code) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
