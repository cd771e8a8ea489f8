package dev.modelwright.worker.layer;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.Artifacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** One file of the artifact store. */
record FileSource(Artifacts artifacts, Artifact artifact, String path)
    implements TreeSource, LayerContent {

  @Override
  public void visit(TreeVisitor visitor) throws IOException {
    try (InputStream content = artifacts.read(artifact.path(), 0)) {
      visitor.file(path, false, artifact.size(), content);
    }
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    CanonicalTar tar = new CanonicalTar(out);
    visit(tar);
    tar.finish();
  }

  @Override
  public OptionalLong size() {
    try (HashingStream headers = new HashingStream(OutputStream.nullOutputStream())) {
      CanonicalTar tar = new CanonicalTar(headers);
      tar.fileHeader(path, false, artifact.size());
      tar.finish();
      long content = artifact.size() + CanonicalTar.padding(artifact.size());
      return OptionalLong.of(headers.size() + content);
    } catch (IOException e) {
      throw new IllegalStateException("Nothing is read or written", e);
    }
  }
}
