package dev.modelwright.manifests.environment;

import dev.modelwright.schemas.Dependant;
import java.util.List;

/** What is on its way to environments. */
public interface EnvironmentUsers {

  /**
   * Some of what will yet go to an environment; empty when nothing will.
   *
   * @param limit how many at most
   */
  List<Dependant> of(EnvironmentId environment, int limit);
}
