package dev.modelwright.cli.identity;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.login.DeviceCode;
import dev.modelwright.cli.login.Login;
import dev.modelwright.cli.login.TokenEndpoint;
import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code login}. */
@Command(
    name = "login",
    description = {
      "Log in as a user, on a page of the server; or with the id and secret of a service principal.",
      "Later commands use the token, and renew it before it ends."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright login",
      "  modelwright login --service-principal -u APP_ID -p PASSWORD"
    })
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
      description = "Log in as a service principal, with its id and secret.")
  private boolean isServicePrincipal;

  @Option(
      names = {"-u", "--username"},
      paramLabel = "APP_ID",
      description = "The service principal's id.")
  private String id;

  @Option(
      names = {"-p", "--password"},
      paramLabel = "PASSWORD",
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
    Login login = isServicePrincipal ? principal(server) : user(server);
    session.logins().keep(server, login);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("server", server.toString());
    answer.put("user", login.user());
    answer.put("expiresOn", login.endsAt().toString());
    session.print(options, new Resource(answer), COLUMNS);
  }

  private Login principal(URI server) {
    if (id == null || secret == null) {
      throw CommandException.userError(
          "Cannot log in as a service principal: its id or secret is missing. Give -u and -p.");
    }
    return new TokenEndpoint(server).login(id, new String(secret), session.clock().instant());
  }

  private Login user(URI server) {
    if (id != null || secret != null) {
      throw CommandException.userError(
          "Cannot log in with -u and -p as a user: users type name and password into a page of the server only. Leave them out, or add --service-principal.");
    }
    TokenEndpoint endpoint = new TokenEndpoint(server);
    DeviceCode code = endpoint.begin();
    session
        .terminal()
        .err()
        .printf(
            "Open %s in a browser and log in there.%n(On another machine: open %s and type the code %s.) Waiting for %d minutes …%n",
            code.pageWithCode(), code.page(), code.userCode(), code.lifetime().toMinutes());
    session.terminal().err().flush();
    while (true) {
      session.pause().take(code.interval());
      Optional<Login> login = endpoint.finished(code, session.clock().instant());
      if (login.isPresent()) {
        return login.get();
      }
    }
  }
}
