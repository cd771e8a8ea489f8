package dev.modelwright.registry.model;

import dev.modelwright.schemas.Topics;

/** Breaks the rule on schemas. */
public record FeatureKnowingSchemas(Topics topics) {}
