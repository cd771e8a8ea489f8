package dev.modelwright.cli.identity;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.login.Login;
import dev.modelwright.cli.login.TokenEndpoint;
import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code login}. */
@Command(
    name = "login",
    description = {
      "Log in with the id and secret of a service principal.",
      "Later commands use its token, and renew it before it ends."
    },
    footerHeading = "%nExample:%n",
    footer = "  modelwright login --service-principal -u APP_ID -p PASSWORD")
public final class LoginCommand implements Runnable {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("Server", "server"),
          Column.of("User", "user"),
          Column.of("ExpiresOn", "expiresOn"));

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = "--service-principal",
      required = true,
      description = "The id is that of a service principal; there are no others.")
  private boolean isServicePrincipal;

  @Option(
      names = {"-u", "--username"},
      paramLabel = "APP_ID",
      required = true,
      description = "The service principal's id.")
  private String id;

  @Option(
      names = {"-p", "--password"},
      paramLabel = "PASSWORD",
      required = true,
      arity = "0..1",
      interactive = true,
      description = "Its secret; asked for when nothing follows.")
  private char[] secret;

  public LoginCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    URI server = session.server();
    Login login =
        new TokenEndpoint(server).login(id, new String(secret), session.clock().instant());
    session.logins().keep(server, login);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("server", server.toString());
    answer.put("user", id);
    answer.put("expiresOn", login.endsAt().toString());
    session.print(options, new Resource(answer), COLUMNS);
  }
}
