package dev.modelwright.distribution;

import java.util.regex.Pattern;

/** A movable name of an image manifest. */
public record Tag(String value) implements Reference {

  private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  public Tag {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no tag: at most 128 of a-z, A-Z, 0-9, '_', '.', '-'".formatted(value));
    }
  }

  public static Tag of(String value) {
    return new Tag(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
