package dev.modelwright.worker.layer;

import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Names a layer by what goes into it, before it is made: equal keys mean equal layers.
 *
 * @param value digest of the parts
 */
public record LayerKey(Digest value) {

  /** Changes whenever the same input would give other bytes. */
  private static final String FORMAT = "modelwright-layer/1";

  /** Parts in an order that the caller fixes; ("a", "b") and ("ab") are different keys. */
  public static LayerKey of(List<String> parts) {
    MessageDigest digest = Digest.sha256();
    update(digest, FORMAT);
    parts.forEach(part -> update(digest, part));
    return new LayerKey(Digest.of(digest));
  }

  public static LayerKey of(String... parts) {
    return of(List.of(parts));
  }

  private static void update(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  public Tag tag() {
    return Tag.of(value.hex());
  }
}
