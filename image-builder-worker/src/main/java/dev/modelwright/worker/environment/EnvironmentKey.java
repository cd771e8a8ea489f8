package dev.modelwright.worker.environment;

import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Names an environment by everything that decides its packages: equal keys mean equal environments.
 *
 * @param digest of the parts
 */
public record EnvironmentKey(Digest digest) {

  /** Changes whenever the same request would be installed in another way. */
  private static final String FORMAT = "modelwright-environment/1";

  private static final String PLATFORM = "linux/" + System.getProperty("os.arch");
  private static final String ABSENT = "-";

  /**
   * The base's digest covers interpreter and installer, which are files of the base image.
   *
   * @param base digest of the serving runtime
   * @param indexFingerprint of the settings that say where packages come from
   */
  static EnvironmentKey of(Digest base, EnvironmentFiles files, Digest indexFingerprint) {
    MessageDigest digest = Digest.sha256();
    List.of(
            FORMAT,
            PLATFORM,
            base.value(),
            files.conda().map(CondaFiles::normalise).orElse(ABSENT),
            files.requirements().map(RequirementsFiles::normalise).orElse(ABSENT),
            indexFingerprint.value())
        .forEach(part -> update(digest, part));
    return new EnvironmentKey(Digest.of(digest));
  }

  private static void update(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  /** 64 hexadecimal digits. */
  public String value() {
    return digest.hex();
  }

  public Tag tag() {
    return Tag.of(value());
  }

  @Override
  public String toString() {
    return value();
  }
}
