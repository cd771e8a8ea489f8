package dev.modelwright.cli.identity;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code ad user create}. */
@Command(
    name = "create",
    description = {
      "Create a user, who can then 'modelwright login'.",
      "A password that is made here is printed once and cannot be printed again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright ad user create --user-principal-name ada --display-name 'Ada Lovelace'",
      "  modelwright ad user create --user-principal-name bob --role reader --scopes local/modelwright/default"
    })
public final class CreateUserCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"--user-principal-name", "-n"},
      paramLabel = "NAME",
      required = true,
      description = "The name to log in with.")
  private String name;

  @Option(names = "--display-name", paramLabel = "NAME", description = "A name for people.")
  private String displayName;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      arity = "0..1",
      interactive = true,
      description = {
        "12 to 72 characters; asked for when nothing follows. One is made without this option."
      })
  private char[] password;

  @Mixin private RoleOptions roles;

  public CreateUserCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("name", name);
    request.put("displayName", displayName);
    if (password != null) {
      request.put("password", new String(password));
    }
    request.set("roles", roles.of(session));
    session.print(options, session.directory(options).post("/users", request), UserColumns.NEW);
  }
}
