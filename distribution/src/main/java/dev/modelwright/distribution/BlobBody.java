package dev.modelwright.distribution;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes on their way into the container registry. */
@FunctionalInterface
public interface BlobBody {

  /**
   * Writes the whole content. Called again, from the start, when an upload has to be repeated; it
   * must then write the same bytes.
   *
   * @return digest of what was written
   */
  Digest writeTo(OutputStream out) throws IOException;
}
