package dev.modelwright.cli.account;

import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.Session;
import java.util.Optional;

/** The account that commands work in. */
final class ActiveAccount {

  private final Session session;

  ActiveAccount(Session session) {
    this.session = session;
  }

  void set(Optional<ResourceName> name) {
    session.profiles().write(session.profiles().read().withAccount(name));
    Optional<ResourceName> inAddress = session.settings().account();
    if (name.isPresent() && inAddress.isPresent() && !inAddress.get().isSameAs(name.get())) {
      session
          .terminal()
          .err()
          .println(
              "MODELWRIGHT_URL names account %s, which is used as long as it does."
                  .formatted(inAddress.get()));
    }
  }

  /** Commands work in the default one when it was this one. */
  void forget(ResourceName deleted) {
    if (session.profiles().read().account().filter(deleted::isSameAs).isPresent()) {
      set(Optional.empty());
    }
  }
}
