package dev.modelwright.cli.account;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.session.SubscriptionOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name one account. */
final class AccountNameOptions {

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "The account's name.")
  private String name;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "The resource group that it is in.")
  private String group;

  @Mixin private SubscriptionOption subscription;

  ResourceName required(Session session) {
    if (name == null || group == null) {
      throw CommandException.userError(
          "Cannot tell which account is meant: option %s is missing. Give -n and -g; 'modelwright account modelmanagement list -o table' shows them."
              .formatted(name == null ? "-n" : "-g"));
    }
    return new ResourceName(subscription.in(session), group, name);
  }

  /** The active one when neither name nor group is given. */
  ResourceName orActive(Session session) {
    return name == null && group == null
        ? session.activeAccount().orElse(ResourceName.DEFAULT)
        : required(session);
  }
}
