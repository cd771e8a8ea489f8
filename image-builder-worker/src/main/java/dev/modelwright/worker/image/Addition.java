package dev.modelwright.worker.image;

import dev.modelwright.worker.layer.LayerDescriptor;

/**
 * A layer put on top of an image.
 *
 * @param purpose its line in the history of the image, without URLs
 */
public record Addition(LayerDescriptor layer, String purpose) {}
