package dev.modelwright.worker.build.files;

import org.bson.Document;

/** Breaks the rule on the MongoDB driver. */
public record FilesKnowingTheDriver(Document document) {}
