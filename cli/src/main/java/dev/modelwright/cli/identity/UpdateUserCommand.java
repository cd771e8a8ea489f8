package dev.modelwright.cli.identity;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code ad user update}. */
@Command(
    name = "update",
    description = {
      "Give a user another password, which ends their logins.",
      "A password that is made here is printed once and cannot be printed again."
    },
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad user update --id USER_ID")
public final class UpdateUserCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(names = "--id", paramLabel = "USER_ID", required = true, description = "Their id.")
  private String id;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      arity = "0..1",
      interactive = true,
      description = {
        "12 to 72 characters; asked for when nothing follows. One is made without this option."
      })
  private char[] password;

  public UpdateUserCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    if (password != null) {
      request.put("password", new String(password));
    }
    session.print(
        options,
        session.directory(options).post(PrincipalPaths.user(id) + "/password", request),
        UserColumns.NEW);
  }
}
