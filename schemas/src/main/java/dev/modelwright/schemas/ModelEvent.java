package dev.modelwright.schemas;

import java.util.UUID;

/** Facts about models, on topic {@code models}. */
public sealed interface ModelEvent extends Event {

  /** A model has its version and its bytes are pinned. */
  record ModelRegistered(Model model) implements ModelEvent {

    @Override
    public UUID id() {
      return model.id();
    }

    @Override
    public String account() {
      return model.account();
    }
  }

  /** A registration was refused; nothing is stored. */
  record ModelRegistrationRejected(UUID id, String account, String name, Problem problem)
      implements ModelEvent {}
}
