package dev.modelwright.schemas;

import java.time.Instant;
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

  /** A model is gone from its account; its version is never given again. */
  record ModelDeleted(UUID id, String account, String name, int version, Instant deletedAt)
      implements ModelEvent {}
}
