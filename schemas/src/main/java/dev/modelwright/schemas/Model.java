package dev.modelwright.schemas;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A registered model.
 *
 * @param version 1, 2, 3 … under the account and name, without gaps
 * @param url where the bytes came from, as given at registration
 * @param content the pinned bytes
 */
public record Model(
    UUID id,
    String account,
    String name,
    int version,
    String description,
    List<String> tags,
    URI url,
    String mimeType,
    boolean unpack,
    Content content,
    Instant createdAt) {

  public Model {
    tags = tags == null ? List.of() : List.copyOf(tags);
  }
}
