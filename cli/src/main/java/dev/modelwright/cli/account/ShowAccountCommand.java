package dev.modelwright.cli.account;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code account modelmanagement show}. */
@Command(
    name = "show",
    description = "Show the active account, or another.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright account modelmanagement show")
public final class ShowAccountCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private AccountNameOptions name;

  public ShowAccountCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options, new Accounts(session, options).get(name.orActive(session)), Accounts.COLUMNS);
  }
}
