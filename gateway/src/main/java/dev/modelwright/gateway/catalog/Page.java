package dev.modelwright.gateway.catalog;

import java.util.List;

/**
 * Part of a list.
 *
 * @param skipToken where the next part begins; null on the last
 */
public record Page<T>(List<T> value, String skipToken) {}
