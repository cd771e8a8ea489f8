package dev.modelwright.distribution;

/** A user name and password that are never printed. */
public record Credentials(String username, String password) {

  public Credentials {
    if (username == null || username.isBlank() || username.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "The user name of a container registry is not empty and holds no ':' (RFC 7617)");
    }
    if (password == null || password.isEmpty()) {
      throw new IllegalArgumentException("The user '%s' has no password".formatted(username));
    }
  }

  @Override
  public String toString() {
    return "Credentials[username=%s]".formatted(username);
  }
}
