package dev.modelwright.cli.login;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Answer;
import dev.modelwright.cli.gateway.Call;
import dev.modelwright.cli.gateway.HttpCalls;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.login.Login.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where a server gives tokens (RFC 6749 and RFC 8628). */
public final class TokenEndpoint {

  private static final String TOKEN = "/oauth2/token";
  private static final String DEVICE_AUTHORIZATION = "/oauth2/device_authorization";
  private static final String CLIENT = "client_id=modelwright-cli";
  private static final String DEVICE_GRANT =
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&";
  private static final String PENDING = "authorization_pending";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int FIRST_OF_THE_SERVER = 500;

  private final URI server;

  public TokenEndpoint(URI server) {
    this.server = server;
  }

  /**
   * Logs a service principal in.
   *
   * @throws CommandException when the server does not know id and secret
   */
  public Login login(String clientId, String secret, Instant now) {
    Answer answer =
        send(
            TOKEN,
            "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(encoded(clientId), encoded(secret)));
    Resource token = successful(answer, "as '%s'".formatted(clientId));
    return new Login(
        clientId,
        new Credential.Secret(secret),
        token.requiredText("access_token"),
        end(token, now));
  }

  /** Begins the login of a user. */
  public DeviceCode begin() {
    Resource begun = successful(send(DEVICE_AUTHORIZATION, CLIENT), "as a user");
    return new DeviceCode(
        begun.requiredText("device_code"),
        begun.requiredText("user_code"),
        URI.create(begun.requiredText("verification_uri")),
        URI.create(begun.requiredText("verification_uri_complete")),
        Duration.ofSeconds(Long.parseLong(begun.requiredText("expires_in"))),
        Duration.ofSeconds(Long.parseLong(begun.requiredText("interval"))));
  }

  /**
   * Whether the user has finished their login; empty while not.
   *
   * @throws CommandException when they have not in time
   */
  public Optional<Login> finished(DeviceCode code, Instant now) {
    Answer answer = send(TOKEN, DEVICE_GRANT + CLIENT + "&device_code=" + encoded(code.code()));
    if (answer.status() != OK && PENDING.equals(parsed(answer).text("error").orElse(""))) {
      return Optional.empty();
    }
    return Optional.of(user(successful(answer, "as a user"), now));
  }

  /**
   * The next token of a login.
   *
   * @throws CommandException when the login has ended
   */
  Login renewed(Login login, Instant now) {
    return switch (login.credential()) {
      case Credential.Secret(String secret) -> login(login.user(), secret, now);
      case Credential.RefreshToken(String token) ->
          user(
              successful(
                  send(
                      TOKEN,
                      "grant_type=refresh_token&" + CLIENT + "&refresh_token=" + encoded(token)),
                  "as '%s'".formatted(login.user())),
              now);
    };
  }

  private static Login user(Resource token, Instant now) {
    return new Login(
        token.requiredText("user"),
        new Credential.RefreshToken(token.requiredText("refresh_token")),
        token.requiredText("access_token"),
        end(token, now));
  }

  private static Instant end(Resource token, Instant now) {
    return now.plusSeconds(Long.parseLong(token.requiredText("expires_in")));
  }

  private Answer send(String path, String form) {
    try {
      return HttpCalls.send(
          new Call(
              "POST",
              URI.create(server + path),
              Map.of("Content-Type", "application/x-www-form-urlencoded"),
              form.getBytes(StandardCharsets.UTF_8),
              TIMEOUT));
    } catch (IOException failure) {
      throw CommandException.systemError(
          "Cannot log in at %s: it does not answer (%s). Start the server with './modelwright up', or set MODELWRIGHT_URL."
              .formatted(server, failure.getClass().getSimpleName()),
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandException.systemError("Interrupted.", interrupted);
    }
  }

  private Resource successful(Answer answer, String who) {
    Resource parsed = parsed(answer);
    if (answer.status() == OK) {
      return parsed;
    }
    String message =
        "Cannot log in at %s %s: %s"
            .formatted(
                server,
                who,
                parsed.text("message").orElse("it answers with status " + answer.status() + "."));
    throw answer.status() < FIRST_OF_THE_SERVER
        ? CommandException.userError(message)
        : CommandException.systemError(message, null);
  }

  private Resource parsed(Answer answer) {
    try {
      return new Resource(JsonMapper.shared().readTree(answer.body()));
    } catch (JacksonException malformed) {
      throw CommandException.systemError(
          "Cannot log in at %s: its answer is not JSON. Check that MODELWRIGHT_URL names a Modelwright server."
              .formatted(server),
          malformed);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
