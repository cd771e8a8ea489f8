package dev.modelwright.gateway;

import dev.modelwright.gateway.identity.web.OpenIdIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call, and what for.
 *
 * @param issuer name of our own issuer in tokens and discovery; when absent, the gateway's public
 *     address
 * @param audience of our own tokens
 * @param tokenLifetime of tokens that service principals get
 * @param keyRotation how long a key signs
 * @param tokenFile kept filled with a token of an owner; none when absent
 * @param bootstrap the first owner
 * @param issuers others whose tokens are taken
 */
@ConfigurationProperties("modelwright.identity")
record IdentityProperties(
    URI issuer,
    @DefaultValue("modelwright") String audience,
    @DefaultValue("1h") Duration tokenLifetime,
    @DefaultValue("30d") Duration keyRotation,
    Path tokenFile,
    @DefaultValue Bootstrap bootstrap,
    List<Trusted> issuers) {

  IdentityProperties {
    issuers = issuers == null ? List.of() : List.copyOf(issuers);
  }

  /** An owner who needs nobody to be registered by; none when absent. */
  record Bootstrap(String clientId, String clientSecret) {

    private static final int MOST_BYTES = 72;

    Bootstrap {
      if ((clientId == null) != (clientSecret == null)) {
        throw new IllegalArgumentException(
            "modelwright.identity.bootstrap needs both client-id and client-secret. Set MODELWRIGHT_IDENTITY_BOOTSTRAP_CLIENT_ID and MODELWRIGHT_IDENTITY_BOOTSTRAP_CLIENT_SECRET.");
      }
      if (clientSecret != null
          && (clientSecret.length() < 16 || clientSecret.length() > MOST_BYTES)) {
        throw new IllegalArgumentException(
            "modelwright.identity.bootstrap.client-secret has %d characters. Set MODELWRIGHT_IDENTITY_BOOTSTRAP_CLIENT_SECRET to 16 to %d random ones."
                .formatted(clientSecret.length(), MOST_BYTES));
      }
    }

    @Override
    public String toString() {
      return "Bootstrap[%s]".formatted(clientId);
    }
  }

  /** An OpenID Connect issuer of somebody else. */
  record Trusted(
      URI uri, String audience, String tenant, @DefaultValue("roles") String rolesClaim) {

    Trusted {
      if (uri == null || audience == null) {
        throw new IllegalArgumentException(
            "modelwright.identity.issuers needs uri and audience for each issuer. Set MODELWRIGHT_IDENTITY_ISSUERS_0_URI and MODELWRIGHT_IDENTITY_ISSUERS_0_AUDIENCE.");
      }
    }

    OpenIdIssuer issuer() {
      return new OpenIdIssuer(uri.toString(), audience, tenant, rolesClaim);
    }
  }
}
