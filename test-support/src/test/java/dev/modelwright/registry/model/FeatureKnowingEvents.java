package dev.modelwright.registry.model;

import dev.modelwright.schemas.Topics;

/** Breaks the rule on events. */
public record FeatureKnowingEvents(Topics topics) {}
