package dev.modelwright.worker.image;

import dev.modelwright.worker.layer.PinnedContent;
import java.util.UUID;

/** A registered model that goes into an image. */
public record ModelPart(UUID id, String name, int version, PinnedContent content) {}
