package dev.modelwright.registry.model;

import java.time.Instant;

/** Tells the world. Each returns after the fact is stored by the broker, and may be repeated. */
public interface ModelEvents {

  void registered(Model model);

  void deleted(Model model, Instant deletedAt);

  void rejected(NewModel request, RejectedException reason);
}
