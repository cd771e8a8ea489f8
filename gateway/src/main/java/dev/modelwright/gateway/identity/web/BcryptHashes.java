package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.SecretHashes;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes secrets with bcrypt. */
public final class BcryptHashes implements SecretHashes {

  private final PasswordEncoder encoder = new BCryptPasswordEncoder();

  @Override
  public String hash(String secret) {
    return encoder.encode(secret);
  }

  PasswordEncoder encoder() {
    return encoder;
  }
}
