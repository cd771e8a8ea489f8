package dev.modelwright.artifacts.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.AppendBlobRequestConditions;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.options.AppendBlobCreateOptions;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStoreException;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** Logs as append blobs. */
record BlobLogs(Blobs blobs) {

  boolean create(ArtifactPath path) {
    String writer = UUID.randomUUID().toString();
    try {
      blobs
          .at(path)
          .getAppendBlobClient()
          .createWithResponse(
              new AppendBlobCreateOptions()
                  .setMetadata(Map.of(BlobWriter.WRITER, writer))
                  .setRequestConditions(BlobWriter.absent()),
              null,
              Context.NONE);
      return true;
    } catch (BlobStorageException e) {
      if (AzureCalls.isTaken(e)) {
        return blobs.isBy(writer, path);
      }
      throw AzureCalls.failed("create log", path, e);
    } catch (RuntimeException e) {
      throw AzureCalls.failed("create log", path, e);
    }
  }

  void append(ArtifactPath path, long position, byte[] bytes) {
    try {
      blobs
          .at(path)
          .getAppendBlobClient()
          .appendBlockWithResponse(
              new ByteArrayInputStream(bytes),
              bytes.length,
              null,
              new AppendBlobRequestConditions().setAppendPosition(position),
              null,
              Context.NONE);
    } catch (BlobStorageException e) {
      switch (e.getStatusCode()) {
        case 404 -> throw AzureCalls.unknown(path);
        case 412 -> requireAppended(path, position, bytes);
        default -> throw AzureCalls.failed("append to", path, e);
      }
    } catch (RuntimeException e) {
      throw AzureCalls.failed("append to", path, e);
    }
  }

  /** The answer to our own append may have been lost, and the client repeated it. */
  private void requireAppended(ArtifactPath path, long position, byte[] bytes) {
    long size = size(path).orElseThrow(() -> AzureCalls.unknown(path));
    boolean appended = size == position + bytes.length && holds(path, position, bytes);
    if (!appended) {
      throw new ArtifactStoreException(
          "Cannot append to log '%s' at byte %d: it has %d bytes, somebody else wrote to it."
              .formatted(path, position, size));
    }
  }

  private boolean holds(ArtifactPath path, long position, byte[] bytes) {
    byte[] held =
        AzureCalls.ask(
            "append to",
            path,
            () ->
                blobs
                    .at(path)
                    .downloadContentWithResponse(
                        null, null, new BlobRange(position), false, null, null)
                    .getValue()
                    .toBytes());
    return Arrays.equals(held, bytes);
  }

  OptionalLong size(ArtifactPath path) {
    return blobs
        .properties(path)
        .filter(blob -> blob.getBlobType() == BlobType.APPEND_BLOB)
        .map(blob -> OptionalLong.of(blob.getBlobSize()))
        .orElseGet(OptionalLong::empty);
  }
}
