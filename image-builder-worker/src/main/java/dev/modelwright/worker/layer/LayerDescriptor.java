package dev.modelwright.worker.layer;

import dev.modelwright.distribution.Digest;

/**
 * A layer in the container registry.
 *
 * @param mediaType tells the compression
 * @param digest of the stored, perhaps compressed bytes
 * @param size of the stored bytes
 * @param diffId digest of the uncompressed tar
 */
public record LayerDescriptor(String mediaType, Digest digest, long size, Digest diffId) {}
