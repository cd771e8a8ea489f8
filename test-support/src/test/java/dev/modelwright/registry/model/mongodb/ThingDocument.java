package dev.modelwright.registry.model.mongodb;

import com.mongodb.client.MongoClient;

/** Keeps every rule. */
public record ThingDocument(MongoClient client) {}
