package dev.modelwright.worker.environment;

import dev.modelwright.worker.image.StoredImage;

/**
 * An installed environment on its serving runtime.
 *
 * @param image in the container registry
 * @param reused whether it was there before it was asked for
 */
public record Environment(EnvironmentKey key, StoredImage image, boolean reused) {}
