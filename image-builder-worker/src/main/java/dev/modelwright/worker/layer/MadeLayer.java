package dev.modelwright.worker.layer;

/**
 * A layer that is in the container registry now.
 *
 * @param reused whether it was there before
 */
public record MadeLayer(LayerDescriptor layer, boolean reused) {}
