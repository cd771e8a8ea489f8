package dev.modelwright.registry.model;

import org.springframework.context.ApplicationContext;

/** Breaks the rule on frameworks. */
public record FeatureKnowingSpring(ApplicationContext context) {}
