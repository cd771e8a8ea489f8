package dev.modelwright.gateway.model.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.schemas.Model;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A model in the shape of the reference document, then what we add.
 *
 * @param size in bytes
 * @param format what the bytes are, whatever {@code mimeType} says
 */
@JsonPropertyOrder({
  "id",
  "name",
  "version",
  "description",
  "url",
  "tags",
  "mimeType",
  "createdAt",
  "unpack",
  "sha256",
  "size",
  "format"
})
record ModelResource(
    UUID id,
    String name,
    int version,
    String description,
    URI url,
    List<String> tags,
    String mimeType,
    Instant createdAt,
    boolean unpack,
    String sha256,
    long size,
    String format) {

  static ModelResource of(Model model) {
    return new ModelResource(
        model.id(),
        model.name(),
        model.version(),
        model.description(),
        model.url(),
        model.tags(),
        model.mimeType(),
        model.createdAt(),
        model.unpack(),
        model.content().sha256(),
        model.content().size(),
        model.content().format());
  }
}
