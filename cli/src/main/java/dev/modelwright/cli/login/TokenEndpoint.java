package dev.modelwright.cli.login;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.HttpClients;
import dev.modelwright.cli.gateway.Resource;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where a server gives tokens (RFC 6749, section 4.4). */
public final class TokenEndpoint {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int FIRST_OF_THE_SERVER = 500;

  private final URI server;

  public TokenEndpoint(URI server) {
    this.server = server;
  }

  /**
   * @throws CommandException when the server does not know id and secret
   */
  public Login login(String clientId, String secret, Instant now) {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encoded(clientId), encoded(secret));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/oauth2/token"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> response = send(request);
    Resource answer = parsed(response.body());
    if (response.statusCode() != OK) {
      throw refused(clientId, response.statusCode(), answer);
    }
    return new Login(
        clientId,
        secret,
        answer.requiredText("access_token"),
        now.plusSeconds(Long.parseLong(answer.requiredText("expires_in"))));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try (HttpClient http = HttpClients.to(server)) {
      return http.send(request, BodyHandlers.ofString());
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

  private Resource parsed(String body) {
    try {
      return new Resource(JsonMapper.shared().readTree(body));
    } catch (JacksonException malformed) {
      throw CommandException.systemError(
          "Cannot log in at %s: its answer is not JSON. Check that MODELWRIGHT_URL names a Modelwright server."
              .formatted(server),
          malformed);
    }
  }

  private CommandException refused(String clientId, int status, Resource answer) {
    String message =
        "Cannot log in at %s as '%s': %s"
            .formatted(
                server,
                clientId,
                answer.text("message").orElse("it answers with status " + status + "."));
    return status < FIRST_OF_THE_SERVER
        ? CommandException.userError(message)
        : CommandException.systemError(message, null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
