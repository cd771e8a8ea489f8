package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.DeviceLogins;
import dev.modelwright.gateway.identity.User;
import dev.modelwright.gateway.identity.UserRegistrar;
import dev.modelwright.gateway.identity.UserRegistrar.Check;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Logs users in at the command line (RFC 8628). The page asks for the code together with name and
 * password, and keeps nothing: without the password nobody can be made to send it by another page.
 */
@RestController
final class DeviceController {

  static final String AUTHORIZATION = "/oauth2/device_authorization";

  private static final String PAGE = "/device";
  private static final int POLL_SECONDS = 2;
  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final DeviceLogins logins;
  private final UserRegistrar users;
  private final Issuer issuer;

  DeviceController(DeviceLogins logins, UserRegistrar users, Issuer issuer) {
    this.logins = logins;
    this.users = users;
    this.issuer = issuer;
  }

  @PostMapping(
      path = AUTHORIZATION,
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> begin(HttpServletRequest request) {
    if (!CommandLineClient.ID.equals(request.getParameter("client_id"))) {
      throw new ProblemException(
          Problem.of(
              "UnknownClient",
              400,
              "Cannot begin a login: client_id is not '%s'. Send that, or log in as a service principal at %s."
                  .formatted(CommandLineClient.ID, TokenEndpoint.PATH)));
    }
    DeviceLogins.Begun begun = logins.begin();
    String page = issuer.uri() + PAGE;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("device_code", begun.deviceCode());
    answer.put("user_code", begun.userCode());
    answer.put("verification_uri", page);
    answer.put("verification_uri_complete", page + "?user_code=" + begun.userCode());
    answer.put("expires_in", DeviceLogins.CODE_LIFETIME.toSeconds());
    answer.put("interval", POLL_SECONDS);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
  }

  @GetMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> page(HttpServletRequest request) {
    return html(HttpStatus.OK, form(text(request, "user_code"), ""));
  }

  @PostMapping(
      path = PAGE,
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
      produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> letIn(HttpServletRequest request) {
    String code = text(request, "user_code");
    if (!logins.awaits(code)) {
      return html(
          HttpStatus.BAD_REQUEST,
          form("", "No program waits for this code any more. Begin there anew."));
    }
    return switch (users.check(text(request, "username"), text(request, "password"))) {
      case Check.Wrong _ ->
          html(HttpStatus.FORBIDDEN, form(code, "There is no user with this name and password."));
      case Check.TooOften(Duration pause) ->
          ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
              .headers(headers())
              .header(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds()))
              .body(
                  form(
                      code,
                      "Too many attempts under this name. Try again in %d minutes."
                          .formatted(pause.toMinutes())));
      case Check.Known(User user) ->
          logins.letIn(code, user)
              ? html(
                  HttpStatus.OK,
                  document(
                      "<p>%s is logged in. You can close this page and go on at the command line.</p>"
                          .formatted(HtmlUtils.htmlEscape(user.displayName()))))
              : html(
                  HttpStatus.BAD_REQUEST,
                  form("", "No program waits for this code any more. Begin there anew."));
    };
  }

  private static String text(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  private static ResponseEntity<String> html(HttpStatus status, String page) {
    return ResponseEntity.status(status).headers(headers()).body(page);
  }

  private static HttpHeaders headers() {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(HTML);
    headers.setCacheControl(CacheControl.noStore());
    headers.set("Content-Security-Policy", POLICY);
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    return headers;
  }

  private static String form(String code, String wrong) {
    return document(
        """
        <p>The command line shows a code. Go on only if it is yours and is this one.</p>
        %s<form method="post" action="device">
          <label>Code <input name="user_code" value="%s" required autocomplete="off" maxlength="20"></label>
          <label>Name <input name="username" required autocomplete="username" maxlength="120"></label>
          <label>Password <input name="password" type="password" required autocomplete="current-password" maxlength="72"></label>
          <button>Log in</button>
        </form>
        """
            .formatted(alert(wrong), HtmlUtils.htmlEscape(code)));
  }

  private static String alert(String wrong) {
    return wrong.isEmpty()
        ? ""
        : "<p role=\"alert\"><strong>%s</strong></p>%n".formatted(HtmlUtils.htmlEscape(wrong));
  }

  private static String document(String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Modelwright: log in</title>
    <style>
      :root { color-scheme: light dark }
      body { font-family: system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; line-height: 1.5 }
      label, input, button { display: block; width: 100%%; box-sizing: border-box; margin-top: .5rem; font: inherit }
      input, button { padding: .5rem; border: 1px solid gray; border-radius: .25rem }
      button { margin-top: 1.5rem; border: 0; background: #1f5fbf; color: white; font-weight: bold; cursor: pointer }
      [role=alert] { padding: .5rem 1rem; border-left: .25rem solid #c62828 }
    </style>
    </head>
    <body>
    <h1>Log in to Modelwright</h1>
    %s
    </body>
    </html>
    """
        .formatted(body);
  }
}
