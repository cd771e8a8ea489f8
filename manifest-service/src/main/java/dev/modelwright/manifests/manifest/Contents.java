package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Content;
import java.net.URI;
import java.util.Set;

/** Bytes behind URLs, pinned in the artifact store so that they outlive their URL. */
public interface Contents {

  /**
   * Pins what a URL gives. Idempotent.
   *
   * @param fallbackName file name when the URL's path ends without one
   * @throws RejectedException when the URL is refused, does not answer, gives too little, or holds
   *     an archive that must not be unpacked
   */
  Content pin(URI url, boolean unpack, String fallbackName);

  /** Paths of everything but folders that a pinned asset puts into the working directory. */
  Set<String> files(Asset asset);
}
