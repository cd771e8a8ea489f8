package dev.modelwright.gateway.environment;

import dev.modelwright.schemas.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environments, as their owner knows them now.
 *
 * <p>Every method throws {@link dev.modelwright.gateway.problem.UnavailableException} when the
 * owner does not answer, and {@link dev.modelwright.web.ProblemException} when it refuses.
 */
public interface Environments {

  Optional<Environment> find(EnvironmentName name);

  /**
   * A part of the environments of a subscription.
   *
   * @param group empty for all of the subscription
   * @param query {@code count} and {@code skipToken}
   */
  Part list(String subscription, Optional<String> group, Map<String, List<String>> query);

  /** Sets up or replaces; its container registry is tried out before. */
  Put put(EnvironmentName name, EnvironmentChanges changes);

  Environment change(EnvironmentName name, EnvironmentChanges changes);

  /** False when there was none. */
  boolean delete(EnvironmentName name);

  Environment.Keys keys(EnvironmentName name);

  /**
   * Part of a list.
   *
   * @param skipToken where the next part begins; null on the last
   */
  record Part(List<Environment> value, String skipToken) {}

  /**
   * An environment that was put.
   *
   * @param isNew false when there was one before
   */
  record Put(Environment environment, boolean isNew) {}
}
