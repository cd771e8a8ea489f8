package dev.modelwright.distribution;

/** Names an image manifest within a repository. */
public sealed interface Reference permits Digest, Tag {

  String value();
}
