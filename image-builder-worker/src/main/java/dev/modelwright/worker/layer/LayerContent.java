package dev.modelwright.worker.layer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** What goes into a layer. */
@FunctionalInterface
public interface LayerContent {

  /**
   * Writes the tar. Called again when an upload has to be repeated; it must then write the same
   * bytes.
   *
   * @throws ConflictingMembersException when two things want one path
   */
  void writeTo(OutputStream tar) throws IOException;

  /** Size of the tar in bytes, when it is known before it is written. */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /** The same tar from a source that turned out not to be sorted; may need a temporary file. */
  default LayerContent inAnyOrder() {
    return this;
  }
}
