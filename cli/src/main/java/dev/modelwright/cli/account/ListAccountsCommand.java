package dev.modelwright.cli.account;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.session.SubscriptionOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code account modelmanagement list}. */
@Command(
    name = "list",
    description = "List the accounts.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright account modelmanagement list -o table")
public final class ListAccountsCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private SubscriptionOption subscription;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Only those in this resource group.")
  private String group;

  public ListAccountsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options,
        new Accounts(session, options).list(subscription.in(session), Optional.ofNullable(group)),
        Accounts.COLUMNS);
  }
}
