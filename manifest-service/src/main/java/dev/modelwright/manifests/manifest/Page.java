package dev.modelwright.manifests.manifest;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param next token of the next part; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {}
