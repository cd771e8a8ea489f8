package dev.modelwright.worker.image;

import dev.modelwright.worker.layer.PinnedContent;

/** An asset of a manifest that goes into the working directory of an image. */
public record AssetPart(String id, PinnedContent content) {}
