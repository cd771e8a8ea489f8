package dev.modelwright.worker.layer;

import dev.modelwright.distribution.ContainerRegistry;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.RepositoryName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Makes a layer while it is sent: tar, compression, digests and upload in one pass. */
public final class LayerWriter {

  private static final int BUFFER = 1 << 16;

  private final ContainerRegistry registry;

  public LayerWriter(ContainerRegistry registry) {
    this.registry = registry;
  }

  /**
   * Stores the content as a blob that nothing names yet. Idempotent.
   *
   * @throws ConflictingMembersException when two things want one path
   */
  public LayerDescriptor write(
      RepositoryName repository,
      LayerContent content,
      Compression compression,
      LayerProgress progress) {
    try {
      return attempt(repository, content, compression, progress);
    } catch (UnsortedTreeException _) {
      return attempt(repository, content.inAnyOrder(), compression, progress);
    }
  }

  private LayerDescriptor attempt(
      RepositoryName repository,
      LayerContent content,
      Compression compression,
      LayerProgress progress) {
    Pass pass = new Pass(content, progress);
    switch (compression) {
      case NONE -> registry.upload(repository, content.size(), pass::writePlain);
      case GZIP -> registry.upload(repository, OptionalLong.empty(), pass::writeCompressed);
    }
    return new LayerDescriptor(compression.mediaType(), pass.digest, pass.size, pass.diffId);
  }

  /** What is known of the bytes after they went through, for the last attempt of the upload. */
  private static final class Pass {

    private final LayerContent content;
    private final LayerProgress progress;
    private Digest digest;
    private Digest diffId;
    private long size;

    Pass(LayerContent content, LayerProgress progress) {
      this.content = content;
      this.progress = progress;
    }

    Digest writePlain(OutputStream out) throws IOException {
      HashingStream hashed = new HashingStream(out);
      writeTar(hashed);
      diffId = hashed.digest();
      digest = diffId;
      size = hashed.size();
      return digest;
    }

    Digest writeCompressed(OutputStream out) throws IOException {
      HashingStream compressed = new HashingStream(out);
      try (ParallelGzip gzip = new ParallelGzip(compressed)) {
        HashingStream plain = new HashingStream(gzip);
        writeTar(plain);
        gzip.finish();
        diffId = plain.digest();
      }
      digest = compressed.digest();
      size = compressed.size();
      return digest;
    }

    private void writeTar(HashingStream hashed) throws IOException {
      OutputStream buffered = new BufferedOutputStream(new Reporting(hashed, progress), BUFFER);
      content.writeTo(buffered);
      buffered.flush();
    }
  }

  private static final class Reporting extends OutputStream {

    private final HashingStream out;
    private final LayerProgress progress;

    Reporting(HashingStream out, LayerProgress progress) {
      this.out = out;
      this.progress = progress;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      progress.written(out.size());
    }
  }
}
