package dev.modelwright.worker.environment;

import dev.modelwright.worker.engine.Container;
import java.io.InputStream;
import java.util.List;

/**
 * An environment that was installed, still in its container. Closing it removes the container.
 *
 * @param lock exact versions with hashes
 * @param packages what is in it
 */
record Installation(Container container, String lock, List<Package> packages)
    implements AutoCloseable {

  private static final String FOLDER = "/opt/env";

  Installation {
    packages = packages == null ? List.of() : List.copyOf(packages);
  }

  record Package(String name, String version) {}

  /** The installed files as a tar, below {@code env/}. */
  InputStream tree() {
    return container.archive(FOLDER);
  }

  @Override
  public void close() {
    container.close();
  }
}
