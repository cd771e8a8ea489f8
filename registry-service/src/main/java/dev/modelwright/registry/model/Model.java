package dev.modelwright.registry.model;

import dev.modelwright.artifacts.Pinned;
import java.net.URI;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A registered model.
 *
 * @param account {@code subscription/group/account}, lower case
 * @param version 1, 2, 3 … under the account and name, without gaps
 * @param description null when none was given
 * @param tags in Unicode's canonical form, so that what looks the same is the same
 * @param url where the bytes came from, as given at registration
 * @param mimeType as the client declared it
 * @param unpack whether an archive is unpacked when an image is made
 * @param createdAt to the millisecond, as the store keeps it
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
    Pinned content,
    Instant createdAt) {

  public Model {
    tags = tags.stream().map(Model::canonical).toList();
  }

  /** Normalization form C (Unicode, annex 15). */
  static String canonical(String tag) {
    return Normalizer.normalize(tag, Normalizer.Form.NFC);
  }
}
