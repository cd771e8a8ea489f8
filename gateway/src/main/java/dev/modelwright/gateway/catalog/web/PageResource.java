package dev.modelwright.gateway.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.List;

/**
 * Part of a list on the wire.
 *
 * @param nextLink absolute and with everything in it; absent on the last part, where a null would
 *     be followed as a URL by the original's client
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"value", "nextLink"})
public record PageResource<R>(List<R> value, URI nextLink) {}
