package dev.modelwright.cli.identity;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code ad sp create-for-rbac}. */
@Command(
    name = "create-for-rbac",
    description = {
      "Create a service principal and print its id and secret.",
      "The secret cannot be printed again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright ad sp create-for-rbac -n nightly",
      "  modelwright ad sp create-for-rbac --role reader --scopes local/modelwright/default"
    })
public final class CreateServicePrincipalCommand implements Runnable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("AppId", "appId"),
          Column.of("DisplayName", "displayName"),
          Column.of("Password", "password"),
          Column.of("Tenant", "tenant"));

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"-n", "--name"},
      description = "A name for people (modelwright-cli-TIME).")
  private String name;

  @Mixin private RoleOptions roles;

  public CreateServicePrincipalCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put(
        "displayName",
        name == null ? "modelwright-cli-" + TIME.format(session.clock().instant()) : name);
    request.set("roles", roles.of(session));
    Resource created = session.directory(options).post("/servicePrincipals", request);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("appId", created.requiredText("id"));
    answer.put("displayName", created.requiredText("displayName"));
    answer.put("password", created.requiredText("secret"));
    answer.put("tenant", session.server().toString());
    session.print(options, new Resource(answer), COLUMNS);
  }
}
