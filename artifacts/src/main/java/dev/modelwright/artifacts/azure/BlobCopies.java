package dev.modelwright.artifacts.azure;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStoreException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Copies blobs within the account, which Azure does by reference. */
record BlobCopies(Blobs blobs, BlobUrls urls) {

  static final Duration LIMIT = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Copies, or waits for somebody else who does; the copy may be missing all the same. */
  void copy(Artifact artifact, ArtifactPath target) {
    URI source = urls.within(artifact.path(), LIMIT);
    BlobClient blob = blobs.at(target);
    try {
      blob.beginCopy(
              new BlobBeginCopyOptions(source.toString())
                  .setMetadata(Map.of(BlobWriter.SHA256, artifact.sha256()))
                  .setDestinationRequestConditions(BlobWriter.absent())
                  .setPollInterval(PAUSE))
          .waitForCompletion(LIMIT);
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 404) {
        throw AzureCalls.unknown(artifact.path());
      }
      if (!AzureCalls.isTaken(e)) {
        throw AzureCalls.failed("pin", artifact.path(), e);
      }
      awaitOther(blob, artifact.path());
    } catch (RuntimeException e) {
      throw AzureCalls.failed("pin", artifact.path(), e);
    }
  }

  /** Somebody else copies the same bytes, or has broken off. */
  private void awaitOther(BlobClient blob, ArtifactPath source) {
    AzureCalls.ask(
        "pin",
        source,
        () -> {
          CopyStatusType status = blob.getProperties().getCopyStatus();
          if (status == CopyStatusType.PENDING) {
            pause(source);
          } else if (status == CopyStatusType.FAILED || status == CopyStatusType.ABORTED) {
            blob.deleteIfExists();
          }
          return status;
        });
  }

  private static void pause(ArtifactPath path) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactStoreException(
          "Cannot pin artifact '%s': interrupted, since this process stops.".formatted(path), e);
    }
  }
}
