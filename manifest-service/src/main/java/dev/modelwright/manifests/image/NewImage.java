package dev.modelwright.manifests.image;

import java.util.UUID;

/** An image that was asked for: nothing in it is checked yet. */
public record NewImage(
    UUID id,
    String account,
    String name,
    String description,
    UUID manifestId,
    String imageType,
    String computeResourceId) {}
