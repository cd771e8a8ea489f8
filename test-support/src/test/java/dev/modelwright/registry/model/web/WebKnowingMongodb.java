package dev.modelwright.registry.model.web;

import dev.modelwright.registry.model.mongodb.ThingDocument;

/** Breaks the rule on technologies. */
public record WebKnowingMongodb(ThingDocument document) {}
