package dev.modelwright.manifests.util;

/** Breaks the rule on packages. */
public record Things() {}
