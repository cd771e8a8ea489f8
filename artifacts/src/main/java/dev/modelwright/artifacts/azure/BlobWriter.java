package dev.modelwright.artifacts.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one blob in one pass, hashing on the way: blocks are staged, and the commit, which makes
 * the blob exist, carries the digest and the condition that there is none.
 */
final class BlobWriter {

  static final String SHA256 = "sha256";

  /** Tells our own commit, when its answer was lost and it is repeated, from somebody else's. */
  static final String WRITER = "writer";

  /** With at most 50,000 blocks a blob: up to 195 GiB. */
  private static final int BLOCK_SIZE = 4 << 20;

  private final BlockBlobClient blob;
  private final String writer;
  private final MessageDigest digest = Sha256.digest();
  private long size;
  private String sha256;

  BlobWriter(BlockBlobClient blob, String writer) {
    this.blob = blob;
    this.writer = writer;
  }

  /**
   * @throws BlobStorageException also when the blob is there
   */
  Artifact write(ArtifactPath path, InputStream content) throws IOException {
    byte[] block = next(content);
    if (block.length < BLOCK_SIZE) {
      send(() ->
          blob.uploadWithResponse(
              new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(block))
                  .setMetadata(metadata())
                  .setRequestConditions(absent()),
              null,
              Context.NONE));
    } else {
      commit(stageAll(block, content));
    }
    return new Artifact(path, sha256(), size);
  }

  private List<String> stageAll(byte[] first, InputStream content) throws IOException {
    List<String> ids = new ArrayList<>();
    for (byte[] block = first; block.length > 0; block = next(content)) {
      // Writers at once must not mix their blocks.
      String id = "%s-%05d".formatted(writer, ids.size());
      String encoded = Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.US_ASCII));
      BinaryData bytes = BinaryData.fromBytes(block);
      send(() -> blob.stageBlock(encoded, bytes));
      ids.add(encoded);
    }
    return ids;
  }

  private void commit(List<String> ids) throws IOException {
    send(() ->
        blob.commitBlockListWithResponse(
            new BlockBlobCommitBlockListOptions(ids)
                .setMetadata(metadata())
                .setRequestConditions(absent()),
            null,
            Context.NONE));
  }

  /** What is no answer of Azure is a broken connection. */
  private static void send(Runnable call) throws IOException {
    try {
      call.run();
    } catch (BlobStorageException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private byte[] next(InputStream content) throws IOException {
    byte[] block = content.readNBytes(BLOCK_SIZE);
    digest.update(block);
    size += block.length;
    return block;
  }

  /** Asked after the last byte only. */
  private String sha256() {
    if (sha256 == null) {
      sha256 = Sha256.hex(digest.digest());
    }
    return sha256;
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new HashMap<>();
    metadata.put(SHA256, sha256());
    metadata.put(WRITER, writer);
    return metadata;
  }

  static BlobRequestConditions absent() {
    return new BlobRequestConditions().setIfNoneMatch("*");
  }
}
