package dev.modelwright.gateway.environment;

import dev.modelwright.gateway.resource.ResourceName;
import dev.modelwright.schemas.Environment;

/** What only owners may know of environments. */
public interface EnvironmentKeys {

  /**
   * @throws dev.modelwright.web.ProblemException when there is no such environment
   * @throws dev.modelwright.gateway.problem.UnavailableException when nobody knows for now
   */
  Environment.Keys of(ResourceName environment);
}
