package dev.modelwright.cli.account;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code account modelmanagement set}. */
@Command(
    name = "set",
    description = "Make an account the active one: other commands work in it.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright account modelmanagement set -n prices -g housing")
public final class SetAccountCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private AccountNameOptions name;

  public SetAccountCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Resource account = new Accounts(session, options).get(name.required(session));
    new ActiveAccount(session).set(Optional.of(ResourceName.of(account)));
    session.print(options, account, Accounts.COLUMNS);
  }
}
