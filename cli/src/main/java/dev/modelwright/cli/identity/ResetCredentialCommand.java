package dev.modelwright.cli.identity;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code ad sp credential reset}. */
@Command(
    name = "reset",
    description = {
      "Make a new secret for a service principal and print it.",
      "The one before is worth nothing from then on, and the new one cannot be printed again."
    },
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad sp credential reset --id APP_ID")
public final class ResetCredentialCommand implements Runnable {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("AppId", "appId"),
          Column.of("Password", "password"),
          Column.of("Tenant", "tenant"));

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"--id", "-n", "--name"},
      paramLabel = "APP_ID",
      required = true,
      description = "Its id.")
  private String id;

  public ResetCredentialCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Resource reset =
        session.directory(options).ask(PrincipalPaths.servicePrincipal(id) + "/secret");
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("appId", reset.requiredText("id"));
    answer.put("password", reset.requiredText("secret"));
    answer.put("tenant", session.server().toString());
    session.print(options, new Resource(answer), COLUMNS);
  }
}
