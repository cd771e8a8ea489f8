package dev.modelwright.worker.build;

import java.time.Instant;

/**
 * One try of a worker to carry out a build order.
 *
 * @param number 1 for the first; a dead worker's build is begun again with the next
 */
public record Attempt(BuildOrder order, int number, Instant startedAt) {}
