package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.PasswordHashes;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hashes passwords with bcrypt, four times as slowly as secrets of ours, which are random and long.
 */
public final class BcryptPasswords implements PasswordHashes {

  private static final int STRENGTH = 12;

  private final PasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);
  private final SingletonSupplier<String> nobodys =
      SingletonSupplier.of(() -> encoder.encode("nobody's password"));

  @Override
  public String hash(String password) {
    return encoder.encode(password);
  }

  @Override
  public boolean matches(String password, Optional<String> hash) {
    return encoder.matches(password, hash.orElseGet(nobodys)) && hash.isPresent();
  }
}
