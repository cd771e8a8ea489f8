package dev.modelwright.cli.environment;

import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code env get-credentials}. */
@Command(
    name = "get-credentials",
    description = "Show the credentials of the container registry and of the storage for files.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright env get-credentials -n prod -g housing")
public final class EnvironmentKeysCommand implements Runnable {

  private static final List<Column> COLUMNS =
      List.of(
          of("Container_Registry", "containerRegistry", "loginServer"),
          of("Username", "containerRegistry", "username"),
          of("Password", "containerRegistry", "password"));

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private EnvironmentNameOptions name;

  public EnvironmentKeysCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options, new Environments(session, options).keys(name.orActive(session)), COLUMNS);
  }

  private static Column of(String title, String part, String property) {
    return new Column(title, keys -> keys.object(part).flatMap(keysOf -> keysOf.text(property)));
  }
}
