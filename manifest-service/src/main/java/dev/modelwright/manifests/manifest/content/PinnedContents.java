package dev.modelwright.manifests.manifest.content;

import dev.modelwright.artifacts.Archive;
import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.ArchiveMember;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.ContentException;
import dev.modelwright.artifacts.ContentFormat;
import dev.modelwright.artifacts.ContentPinner;
import dev.modelwright.artifacts.FullArtifactStoreException;
import dev.modelwright.artifacts.Pinned;
import dev.modelwright.manifests.manifest.Contents;
import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/** Contents in the artifact store. */
public final class PinnedContents implements Contents {

  private final ContentPinner pinner;
  private final Artifacts artifacts;
  private final ArchiveLimits limits;

  public PinnedContents(ContentPinner pinner, Artifacts artifacts, ArchiveLimits limits) {
    this.pinner = pinner;
    this.artifacts = artifacts;
    this.limits = limits;
  }

  @Override
  public Content pin(URI url, boolean unpack, String fallbackName) {
    try {
      Pinned pinned = pinner.pin(url, unpack, fallbackName);
      return new Content(
          pinned.path().value(),
          pinned.sha256(),
          pinned.size(),
          pinned.format().toString(),
          pinned.fileName(),
          pinned.roots());
    } catch (ContentException e) {
      throw new RejectedException(e.code(), e.statusCode(), e.getMessage());
    } catch (FullArtifactStoreException e) {
      // Others may fit in where this one does not: it must not hold them up.
      throw new RejectedException(
          FullArtifactStoreException.CODE, FullArtifactStoreException.STATUS_CODE, e.getMessage());
    }
  }

  @Override
  public Set<String> files(Asset asset) {
    Content content = asset.content();
    ContentFormat format = ContentFormat.of(content.format());
    if (!Boolean.TRUE.equals(asset.unpack()) || !format.isArchive()) {
      return Set.of(content.fileName());
    }
    Set<String> files = new TreeSet<>();
    Artifact artifact =
        new Artifact(new ArtifactPath(content.path()), content.sha256(), content.size());
    try {
      new Archive(artifacts, artifact, format, limits)
          .read((member, _) -> {
            if (!(member instanceof ArchiveMember.Directory)) {
              files.add(member.path());
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("The visitor reads nothing", e);
    }
    return files;
  }
}
