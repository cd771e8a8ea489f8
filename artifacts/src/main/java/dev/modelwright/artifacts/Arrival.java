package dev.modelwright.artifacts;

import java.util.Optional;

/**
 * How much of an object has come.
 *
 * @param bytes from its first on
 * @param artifact empty until it is complete
 */
public record Arrival(long bytes, Optional<Artifact> artifact) {}
