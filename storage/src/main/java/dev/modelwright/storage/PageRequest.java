package dev.modelwright.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Which part of a list is wanted: at most {@code count} items after a position. The order is by
 * creation and then by id, so a position stays right while items are added.
 */
public record PageRequest(int count, Optional<Position> after) {

  public static final int DEFAULT_COUNT = 100;
  public static final int MAX_COUNT = 1000;

  /**
   * @param count null for the default
   * @param token of {@link Page#next}; null for the first part
   * @throws InvalidPageException when either is not what it should be
   */
  public static PageRequest of(Integer count, String token) {
    int wanted = count == null ? DEFAULT_COUNT : count;
    if (wanted < 1) {
      throw new InvalidPageException(
          "Cannot list %d items: count is at least 1 and at most %d.".formatted(wanted, MAX_COUNT));
    }
    return new PageRequest(
        Math.min(wanted, MAX_COUNT), Optional.ofNullable(token).map(Position::of));
  }

  /** Where a part ended. */
  public record Position(Instant createdAt, UUID id) {

    static Position of(String token) {
      try {
        String[] parts =
            new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ");
        return new Position(
            Instant.ofEpochMilli(Long.parseLong(parts[0])), UUID.fromString(parts[1]));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new InvalidPageException(
            "Cannot continue the list: '$skipToken' is none of ours. Follow nextLink unchanged.");
      }
    }

    public String token() {
      String plain = createdAt.toEpochMilli() + " " + id;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
  }
}
