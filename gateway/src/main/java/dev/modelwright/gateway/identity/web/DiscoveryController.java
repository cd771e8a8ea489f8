package dev.modelwright.gateway.identity.web;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What others need to check our tokens: discovery (OpenID Connect Discovery 1.0, RFC 8414) and keys
 * (RFC 7517). The library's own documents would promise grants that are not here.
 */
@RestController
final class DiscoveryController {

  static final String KEYS = "/oauth2/jwks";

  private static final JWKSelector ALL = new JWKSelector(new JWKMatcher.Builder().build());

  private final Issuer issuer;
  private final KeyRingSource keys;

  DiscoveryController(Issuer issuer, KeyRingSource keys) {
    this.issuer = issuer;
    this.keys = keys;
  }

  @GetMapping(
      path = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("issuer", issuer.uri());
    configuration.put("token_endpoint", issuer.uri() + TokenEndpoint.PATH);
    configuration.put(
        "device_authorization_endpoint", issuer.uri() + DeviceController.AUTHORIZATION);
    configuration.put("jwks_uri", issuer.uri() + KEYS);
    configuration.put(
        "grant_types_supported",
        List.of(
            "client_credentials", "urn:ietf:params:oauth:grant-type:device_code", "refresh_token"));
    configuration.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post", "none"));
    configuration.put("response_types_supported", List.of());
    configuration.put("subject_types_supported", List.of("public"));
    configuration.put("id_token_signing_alg_values_supported", List.of("RS256"));
    configuration.put("claims_supported", List.of("iss", "sub", "aud", "exp", "roles"));
    return configuration;
  }

  @GetMapping(path = KEYS, produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> keys() throws KeySourceException {
    return new JWKSet(keys.get(ALL, null)).toJSONObject();
  }
}
