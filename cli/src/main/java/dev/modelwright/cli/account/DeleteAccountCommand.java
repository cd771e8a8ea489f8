package dev.modelwright.cli.account;

import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code account modelmanagement delete}. */
@Command(
    name = "delete",
    description = "Delete an account that holds nothing.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright account modelmanagement delete -n prices -g housing")
public final class DeleteAccountCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private AccountNameOptions name;

  public DeleteAccountCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ResourceName doomed = name.required(session);
    boolean isDeleted = new Accounts(session, options).delete(doomed);
    new ActiveAccount(session).forget(doomed);
    session.tellDeletion(options, "account " + doomed, isDeleted);
  }
}
