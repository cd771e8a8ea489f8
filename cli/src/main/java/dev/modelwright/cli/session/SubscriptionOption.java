package dev.modelwright.cli.session;

import dev.modelwright.cli.profile.ResourceName;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the subscription of accounts and environments. */
public final class SubscriptionOption {

  @Option(
      names = "--subscription",
      paramLabel = "ID",
      description = "The subscription; the active account's without it.")
  private String subscription;

  public String in(Session session) {
    return Optional.ofNullable(subscription)
        .or(() -> session.activeAccount().map(ResourceName::subscription))
        .orElse(ResourceName.DEFAULT.subscription());
  }
}
