package dev.modelwright.gateway.identity;

/** Makes of a secret what may be kept of it. */
@FunctionalInterface
public interface SecretHashes {

  String hash(String secret);
}
