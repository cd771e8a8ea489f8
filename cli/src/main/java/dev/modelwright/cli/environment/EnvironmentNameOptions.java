package dev.modelwright.cli.environment;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.session.SubscriptionOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name one environment. */
final class EnvironmentNameOptions {

  @Option(
      names = {"-n", "--name", "--cluster-name"},
      paramLabel = "NAME",
      description = "The environment's name.")
  private String name;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "The resource group that it is in.")
  private String group;

  @Mixin private SubscriptionOption subscription;

  ResourceName required(Session session) {
    if (name == null || group == null) {
      throw missing(name == null ? "-n" : "-g");
    }
    return new ResourceName(subscription.in(session), group, name);
  }

  /** As the original named the group that it made for an environment. */
  ResourceName orUsualGroup(Session session) {
    if (name == null) {
      throw missing("-n");
    }
    return new ResourceName(subscription.in(session), group == null ? name + "rg" : group, name);
  }

  /** The active one, else the default one, when neither name nor group is given. */
  ResourceName orActive(Session session) {
    return name == null && group == null
        ? session.profiles().read().environment().orElse(ResourceName.DEFAULT)
        : required(session);
  }

  private static CommandException missing(String option) {
    return CommandException.userError(
        "Cannot tell which environment is meant: option %s is missing. Give -n and -g; 'modelwright env list -o table' shows them."
            .formatted(option));
  }
}
