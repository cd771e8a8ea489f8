package dev.modelwright.artifacts;

/** What a signed URL allows. */
public enum Permission {
  READ,
  /** Create the object, once. */
  CREATE
}
