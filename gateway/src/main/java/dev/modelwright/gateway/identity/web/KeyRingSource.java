package dev.modelwright.gateway.identity.web;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.modelwright.gateway.identity.IdentityUnavailableException;
import dev.modelwright.gateway.identity.KeyRing;
import dev.modelwright.gateway.identity.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The public halves of our keys, for those who check our tokens: ourselves and the JWK set. */
public final class KeyRingSource implements JWKSource<SecurityContext> {

  private final KeyRing ring;
  private final Map<String, JWK> made = new ConcurrentHashMap<>();

  public KeyRingSource(KeyRing ring) {
    this.ring = ring;
  }

  /** Looks again when nothing is found: another gateway may have begun to sign with a new key. */
  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    try {
      List<JWK> found = selector.select(set(ring.published()));
      return found.isEmpty() ? selector.select(set(ring.publishedNow())) : found;
    } catch (IdentityUnavailableException e) {
      throw new KeySourceException(e.getMessage(), e);
    }
  }

  private JWKSet set(List<SigningKey> keys) {
    return new JWKSet(
        keys.stream().map(key -> made.computeIfAbsent(key.id(), _ -> publicJwk(key))).toList());
  }

  private static JWK publicJwk(SigningKey key) {
    return builder(key).build();
  }

  static RSAKey.Builder builder(SigningKey key) {
    return new RSAKey.Builder(key.publicKey())
        .keyID(key.id())
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.RS256);
  }
}
