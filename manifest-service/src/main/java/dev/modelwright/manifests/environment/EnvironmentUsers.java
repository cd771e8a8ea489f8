package dev.modelwright.manifests.environment;

import java.util.List;
import java.util.UUID;

/** What is on its way to environments. */
public interface EnvironmentUsers {

  /**
   * Some of what will yet go to an environment; empty when nothing will.
   *
   * @param limit how many at most
   */
  List<User> of(EnvironmentId environment, int limit);

  /**
   * Something that goes to an environment.
   *
   * @param title for people, for example {@code image 'housing:1'}
   */
  record User(UUID id, String title) {}
}
