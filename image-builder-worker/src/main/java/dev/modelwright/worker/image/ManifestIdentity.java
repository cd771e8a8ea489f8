package dev.modelwright.worker.image;

import java.util.UUID;

/** The manifest that an image is made from, as its labels name it. */
public record ManifestIdentity(UUID id, String name, int version) {}
