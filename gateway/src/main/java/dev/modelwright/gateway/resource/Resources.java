package dev.modelwright.gateway.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resources of one kind, as their owner knows them now.
 *
 * <p>Every method throws {@link dev.modelwright.gateway.problem.UnavailableException} when the
 * owner does not answer, and {@link dev.modelwright.web.ProblemException} when it refuses.
 *
 * @param <R> the resource
 * @param <C> what is said of one to create or change it
 */
public interface Resources<R, C> {

  Optional<R> find(ResourceName name);

  /**
   * A part of the resources of a subscription.
   *
   * @param group empty for all of the subscription
   * @param query {@code count} and {@code skipToken}
   */
  Part<R> list(String subscription, Optional<String> group, Map<String, List<String>> query);

  /**
   * Creates or replaces.
   *
   * @param name as it shall be spelled
   */
  Put<R> put(ResourceName name, C changes);

  R change(ResourceName name, C changes);

  /** False when there was none. */
  boolean delete(ResourceName name);

  /**
   * Part of a list.
   *
   * @param skipToken where the next part begins; null on the last
   */
  record Part<R>(List<R> value, String skipToken) {}

  /**
   * A resource that was put.
   *
   * @param isNew false when there was one before
   */
  record Put<R>(R resource, boolean isNew) {}
}
