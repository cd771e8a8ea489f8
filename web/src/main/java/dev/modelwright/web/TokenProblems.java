package dev.modelwright.web;

import dev.modelwright.schemas.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers a call that is not let through, with our error body and the header of RFC 6750. */
final class TokenProblems
    implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

  private static final Logger log = LoggerFactory.getLogger(TokenProblems.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  private final ProblemWriter problems;

  TokenProblems(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException {
    if (refusal instanceof AuthenticationServiceException) {
      log.warn("Token not checked for now", refusal);
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      problems.write(
          response,
          Problem.of(
              "TokenNotChecked",
              HttpServletResponse.SC_SERVICE_UNAVAILABLE,
              "Cannot check the token: the keys of its issuer cannot be read now. Try again in %s seconds."
                  .formatted(RETRY_AFTER_SECONDS)));
    } else {
      commence(request, response, refusal);
    }
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException {
    if (refusal instanceof OAuth2AuthenticationException) {
      String fault = TokenFaults.of(refusal);
      challenge(response, "Bearer error=\"invalid_token\", error_description=\"%s\"", fault);
      problems.write(
          response,
          Problem.of(
              "InvalidToken",
              HttpServletResponse.SC_UNAUTHORIZED,
              "Cannot accept the token: %s. Get a new one (POST /oauth2/token, 'modelwright login', or the file that the gateway keeps) and send 'Authorization: Bearer <token>'."
                  .formatted(fault)));
      return;
    }
    challenge(response, "Bearer realm=\"modelwright\"%s", "");
    problems.write(
        response,
        Problem.of(
            "Unauthorized",
            HttpServletResponse.SC_UNAUTHORIZED,
            "Cannot answer without a token: the header Authorization is missing or of another kind. Send 'Authorization: Bearer <token>'."));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denial)
      throws IOException {
    Refusal refusal =
        denial instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof Refusal known
            ? known
            : new Refusal("Cannot do this: the token does not allow it. Use another.", "");
    challenge(
        response,
        "Bearer error=\"insufficient_scope\", error_description=\"%s\""
            + (refusal.needed().isEmpty() ? "" : ", scope=\"" + printable(refusal.needed()) + "\""),
        refusal.message());
    problems.write(
        response, Problem.of("Forbidden", HttpServletResponse.SC_FORBIDDEN, refusal.message()));
  }

  private static void challenge(HttpServletResponse response, String form, String text) {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, form.replace("%s", printable(text)));
  }

  /** What RFC 6750 allows inside the quotes. */
  private static String printable(String text) {
    return text.replace('"', '\'').replaceAll("[^ !#-\\[\\]-~]", "?");
  }
}
