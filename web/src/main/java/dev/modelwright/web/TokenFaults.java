package dev.modelwright.web;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Says in words why a token was refused; the library's own are for those who wrote it. */
final class TokenFaults {

  private static final Map<String, String> KNOWN =
      Map.of(
          "Invalid signature", "its signature is not that of its issuer",
          "no matching key", "its issuer has no such key, or signs in another way",
          "algorithm of none", "it is not signed (alg: none)",
          "Invalid issuer", "its issuer is none that this installation trusts",
          "must be after issuedAt", "it ends before it begins (claims iat and exp)",
          "Missing issuer", "it names no issuer (claim iss)");

  private TokenFaults() {}

  static String of(AuthenticationException refusal) {
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof JwtValidationException invalid) {
        return invalid.getErrors().stream()
            .map(OAuth2Error::getDescription)
            .collect(Collectors.joining("; "));
      }
    }
    String message = String.valueOf(refusal.getMessage());
    return KNOWN.entrySet().stream()
        .filter(known -> message.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("it is no JSON Web Token");
  }
}
