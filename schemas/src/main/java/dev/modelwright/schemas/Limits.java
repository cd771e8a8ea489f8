package dev.modelwright.schemas;

import java.time.Duration;

/**
 * What a build may use; each part may be null, for the worker's own setting.
 *
 * @param memory of a container, in bytes
 * @param cpus of a container
 * @param timeout for what one container does
 */
public record Limits(Long memory, Double cpus, Duration timeout) {}
