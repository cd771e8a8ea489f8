package dev.modelwright.cli.environment;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code env show}. */
@Command(
    name = "show",
    description = "Show the active environment, or another.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright env show -n prod -g housing")
public final class ShowEnvironmentCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private EnvironmentNameOptions name;

  public ShowEnvironmentCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options,
        new Environments(session, options).get(name.orActive(session)),
        Environments.COLUMNS);
  }
}
