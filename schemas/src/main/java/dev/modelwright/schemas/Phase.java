package dev.modelwright.schemas;

import java.time.Duration;
import java.time.Instant;

/**
 * A step of a build.
 *
 * @param name {@code environment}, {@code models}, {@code assets}, {@code image}, {@code
 *     verification} or {@code publication}
 * @param duration null while the step runs
 * @param reused whether everything it makes was there already
 */
public record Phase(String name, Instant startedAt, Duration duration, boolean reused) {}
