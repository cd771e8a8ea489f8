package dev.modelwright.artifacts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** What bytes are, told from the bytes alone: declared types and file names are often wrong. */
public enum ContentFormat {
  ZIP("zip"),
  TAR("tar"),
  TAR_GZ("tar.gz"),
  /** Anything else: a file to be taken as it is. */
  PLAIN("plain");

  /** How many bytes from the start recognition wants: enough for a tar header within gzip. */
  private static final int HEAD_SIZE = 16 * 1024;

  private static final int TAR_BLOCK_SIZE = 512;

  private final String text;

  ContentFormat(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException when there is no such format
   */
  public static ContentFormat of(String text) {
    for (ContentFormat format : values()) {
      if (format.text.equals(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException("'%s' is no content format".formatted(text));
  }

  /** Recognises an object of the artifact store. */
  public static ContentFormat of(Artifacts artifacts, ArtifactPath path) {
    try (InputStream content = artifacts.read(path, 0)) {
      return of(content.readNBytes(HEAD_SIZE));
    } catch (IOException e) {
      throw new ArtifactStoreException("Cannot read artifact '%s'.".formatted(path), e);
    }
  }

  private static ContentFormat of(byte[] head) {
    if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (startsWith(head, 0x1f, 0x8b)) {
      return isTar(expanded(head)) ? TAR_GZ : PLAIN;
    }
    return isTar(head) ? TAR : PLAIN;
  }

  public boolean isArchive() {
    return this != PLAIN;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != (byte) magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** The old tar formats have no magic, but every header has a checksum. */
  private static boolean isTar(byte[] head) {
    if (head.length < TAR_BLOCK_SIZE || head[0] == 0) {
      return false;
    }
    try {
      return TarUtils.verifyCheckSum(Arrays.copyOf(head, TAR_BLOCK_SIZE));
    } catch (IllegalArgumentException _) {
      // Where the checksum should be there is no number.
      return false;
    }
  }

  private static byte[] expanded(byte[] head) {
    try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(head))) {
      return content.readNBytes(TAR_BLOCK_SIZE);
    } catch (IOException _) {
      return new byte[0];
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
