package dev.modelwright.artifacts;

import java.util.regex.Pattern;

/** Names one of the artifact stores: 1 to 32 lower-case letters, digits and inner dashes. */
public record StoreName(String value) implements Comparable<StoreName> {

  static final String FORM = "[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?";
  private static final Pattern VALID = Pattern.compile(FORM);

  /** The store that every installation has. */
  public static final StoreName DEFAULT = new StoreName("default");

  public StoreName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not 1 to 32 lower-case letters, digits and dashes that begin and end with a letter or digit"
              .formatted(value));
    }
  }

  /**
   * @param name as documents and events have it; null for the default
   */
  public static StoreName ofNullable(String name) {
    return name == null ? DEFAULT : new StoreName(name);
  }

  public boolean isDefault() {
    return equals(DEFAULT);
  }

  /** What the settings of the store begin with. */
  public String settings() {
    return isDefault() ? "modelwright.artifacts" : "modelwright.artifacts.stores." + value;
  }

  /** What paths in the store begin with. */
  public String prefix() {
    return isDefault() ? "" : "stores/" + value + "/";
  }

  @Override
  public int compareTo(StoreName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
