package dev.modelwright.gateway.identity;

import java.util.Optional;

/** Makes slow hashes of passwords, and compares with them. */
public interface PasswordHashes {

  String hash(String password);

  /** False without a hash, after the same time. */
  boolean matches(String password, Optional<String> hash);
}
