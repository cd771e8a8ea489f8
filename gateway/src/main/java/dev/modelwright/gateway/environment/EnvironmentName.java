package dev.modelwright.gateway.environment;

/** Where an environment stands, as a client spells it; case makes no difference. */
public record EnvironmentName(String subscription, String group, String name) {

  /** Where the environments of the short paths stand. */
  public static final String USUAL_SUBSCRIPTION = "local";

  /** As {@link #USUAL_SUBSCRIPTION}. */
  public static final String USUAL_GROUP = "modelwright";
}
