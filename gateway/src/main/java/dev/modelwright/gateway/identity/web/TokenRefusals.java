package dev.modelwright.gateway.identity.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.modelwright.gateway.identity.IdentityUnavailableException;
import dev.modelwright.schemas.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/** Refuses to issue a token: our error body with the two properties of RFC 6749 before it. */
public final class TokenRefusals implements AuthenticationFailureHandler {

  private static final Logger log = LoggerFactory.getLogger(TokenRefusals.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  private final JsonMapper json;

  public TokenRefusals(JsonMapper json) {
    this.json = json;
  }

  private record Body(
      String error,
      @JsonProperty("error_description") String description,
      String code,
      String message,
      int statusCode,
      List<Problem.Detail> details) {}

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    OAuth2Error error = ((OAuth2AuthenticationException) failure).getError();
    switch (error.getErrorCode()) {
      case OAuth2ErrorCodes.INVALID_CLIENT -> {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"modelwright\"");
        refuse(
            response,
            error,
            401,
            "there is no service principal with this id and secret. Check client_id and client_secret; an owner can reset the secret");
      }
      case UserGrants.PENDING ->
          refuse(response, error, 400, "nobody has typed the code yet. Ask again in 2 seconds");
      case UserGrants.EXPIRED ->
          refuse(response, error, 400, "the code was not typed in time. Begin the login anew");
      case OAuth2ErrorCodes.INVALID_GRANT ->
          refuse(response, error, 400, "the login has ended. Log in again");
      case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE ->
          refuse(
              response,
              error,
              400,
              "the grant type is another. Send grant_type=client_credentials; users log in with a code of "
                  + DeviceController.AUTHORIZATION);
      case OAuth2ErrorCodes.INVALID_SCOPE ->
          refuse(
              response,
              error,
              400,
              "roles are assigned to principals, not asked for. Leave scope out");
      default ->
          refuse(
              response,
              error,
              400,
              "the form is not right. Send grant_type=client_credentials, client_id and client_secret, each once, as application/x-www-form-urlencoded");
    }
  }

  void method(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.ALLOW, "POST");
    refuse(
        response, new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST), 405, "this path takes POST");
  }

  void unavailable(HttpServletResponse response, IdentityUnavailableException e)
      throws IOException {
    log.warn("No token issued for now", e);
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    refuse(
        response,
        new OAuth2Error("temporarily_unavailable"),
        503,
        "the store of principals does not answer. Try again in %s seconds"
            .formatted(RETRY_AFTER_SECONDS));
  }

  private void refuse(HttpServletResponse response, OAuth2Error error, int status, String why)
      throws IOException {
    String message = "Cannot issue a token: %s.".formatted(why);
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getOutputStream()
        .write(
            json.writeValueAsBytes(
                new Body(
                    error.getErrorCode(), message, "TokenNotIssued", message, status, List.of())));
  }
}
