package dev.modelwright.gateway.model;

import dev.modelwright.registry.model.mongodb.ThingDocument;

/** Breaks the rule on services. */
public record GatewayKnowingRegistry(ThingDocument document) {}
