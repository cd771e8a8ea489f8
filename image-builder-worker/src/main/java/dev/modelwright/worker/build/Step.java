package dev.modelwright.worker.build;

import java.util.Locale;

/** The steps of a build, in their order. */
public enum Step {
  ENVIRONMENT,
  MODELS,
  ASSETS,
  IMAGE,
  VERIFICATION,
  PUBLICATION;

  /** As events and logs name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
