package dev.modelwright.worker.image;

import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.RepositoryName;

/** An image in the container registry, whether a tag names it or not. */
public record StoredImage(RepositoryName repository, Digest digest) {}
