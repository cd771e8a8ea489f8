package dev.modelwright.manifests;

/** Breaks the rule on names. */
public record ThingManager() {}
