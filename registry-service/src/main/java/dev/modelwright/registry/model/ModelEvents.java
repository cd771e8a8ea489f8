package dev.modelwright.registry.model;

/** Tells the world. Each returns after the fact is stored by the broker, and may be repeated. */
public interface ModelEvents {

  void registered(Model model);

  void rejected(NewModel request, RejectedException reason);
}
