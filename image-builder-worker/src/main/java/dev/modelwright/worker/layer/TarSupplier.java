package dev.modelwright.worker.layer;

import java.io.IOException;
import java.io.InputStream;

/** Opens an uncompressed tar, from its start each time. */
@FunctionalInterface
public interface TarSupplier {

  InputStream open() throws IOException;
}
