package dev.modelwright.registry.model;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** A model that was asked for: nothing in it is checked yet. */
public record NewModel(
    UUID id,
    String account,
    String name,
    String description,
    List<String> tags,
    URI url,
    String mimeType,
    boolean unpack) {}
