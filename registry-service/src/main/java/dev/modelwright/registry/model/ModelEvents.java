package dev.modelwright.registry.model;

import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.Problem;

/** Tells the world. Each returns after the fact is stored by the broker, and may be repeated. */
public interface ModelEvents {

  void registered(Model model);

  void rejected(NewModel request, Problem problem);
}
