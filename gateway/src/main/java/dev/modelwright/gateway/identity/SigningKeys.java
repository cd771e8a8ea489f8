package dev.modelwright.gateway.identity;

import java.util.List;

/** All keys that sign our tokens. Every method throws {@link IdentityUnavailableException}. */
public interface SigningKeys {

  /** The newest first. */
  List<SigningKey> all();

  /** The id must be new. The private key is kept sealed. */
  void add(SigningKey key);

  /** False when there is none. */
  boolean delete(String id);
}
