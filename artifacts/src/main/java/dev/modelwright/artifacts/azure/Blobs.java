package dev.modelwright.artifacts.azure;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import dev.modelwright.artifacts.ArtifactPath;
import java.util.Optional;

/** The blobs of our container, by the paths of artifacts. */
record Blobs(BlobContainerClient container) {

  BlobClient at(ArtifactPath path) {
    return container.getBlobClient(path.value());
  }

  /** Empty when there is none. */
  Optional<BlobProperties> properties(ArtifactPath path) {
    return AzureCalls.ask(
        "look up",
        path,
        () -> {
          try {
            return Optional.of(at(path).getProperties());
          } catch (BlobStorageException e) {
            if (e.getStatusCode() == 404) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** Whether a blob is there that a writer of ours has made. */
  boolean isBy(String writer, ArtifactPath path) {
    return properties(path)
        .filter(blob -> writer.equals(blob.getMetadata().get(BlobWriter.WRITER)))
        .isPresent();
  }
}
