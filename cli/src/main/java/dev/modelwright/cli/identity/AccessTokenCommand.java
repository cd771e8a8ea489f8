package dev.modelwright.cli.identity;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code account get-access-token}. */
@Command(
    name = "get-access-token",
    description = "Print the token that commands use, for other programs.",
    footerHeading = "%nExample:%n",
    footer = {
      "  modelwright account get-access-token --query accessToken -o tsv",
    })
public final class AccessTokenCommand implements Runnable {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("AccessToken", "accessToken"),
          Column.of("ExpiresOn", "expiresOn"),
          Column.of("TokenType", "tokenType"));

  private final Session session;

  @Mixin private GlobalOptions options;

  public AccessTokenCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String token = session.token().value();
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("accessToken", token);
    endOf(token).ifPresent(end -> answer.put("expiresOn", end.toString()));
    answer.put("tenant", session.server().toString());
    answer.put("tokenType", "Bearer");
    session.print(options, new Resource(answer), COLUMNS);
  }

  /** Empty when the token does not say it in a way that can be read here. */
  private static Optional<Instant> endOf(String token) {
    String[] parts = token.split("\\.");
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      JsonNode end = JsonMapper.shared().readTree(claims).path("exp");
      return end.isIntegralNumber()
          ? Optional.of(Instant.ofEpochSecond(end.longValue()))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException _) {
      return Optional.empty();
    }
  }
}
