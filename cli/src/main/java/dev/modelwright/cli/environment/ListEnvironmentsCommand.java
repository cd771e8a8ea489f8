package dev.modelwright.cli.environment;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.session.SubscriptionOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code env list}. */
@Command(
    name = "list",
    description = "List the environments.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright env list -o table")
public final class ListEnvironmentsCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private SubscriptionOption subscription;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Only those in this resource group.")
  private String group;

  public ListEnvironmentsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options,
        new Environments(session, options)
            .list(subscription.in(session), Optional.ofNullable(group)),
        Environments.COLUMNS);
  }
}
