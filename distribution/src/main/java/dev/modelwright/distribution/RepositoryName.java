package dev.modelwright.distribution;

import java.util.regex.Pattern;

/** A repository within a container registry, without the registry's address. */
public record RepositoryName(String value) {

  private static final int MAX_LENGTH = 255;
  private static final String SEGMENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern VALID = Pattern.compile(SEGMENT + "(?:/" + SEGMENT + ")*");

  public RepositoryName {
    if (value.length() > MAX_LENGTH || !VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("'%s' is no name of a repository".formatted(value));
    }
  }

  public static RepositoryName of(String value) {
    return new RepositoryName(value);
  }

  public RepositoryName resolve(String child) {
    return new RepositoryName(value + "/" + child);
  }

  @Override
  public String toString() {
    return value;
  }
}
