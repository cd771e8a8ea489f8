package dev.modelwright.distribution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A container registry that forgets; it keeps the {@link ContainerRegistryContract}. */
public final class InMemoryContainerRegistry implements ContainerRegistry {

  private record Key(RepositoryName repository, Reference reference) {}

  private final Map<Key, byte[]> blobs = new HashMap<>();
  private final Map<Key, StoredManifest> manifests = new HashMap<>();
  private int uploads;

  /** How many blobs were uploaded, mounts not counted. */
  public int uploads() {
    return uploads;
  }

  public Set<String> tagsOf(RepositoryName repository) {
    Set<String> tags = new TreeSet<>();
    for (Key key : manifests.keySet()) {
      if (key.repository.equals(repository) && key.reference instanceof Tag tag) {
        tags.add(tag.value());
      }
    }
    return tags;
  }

  /** As if somebody had deleted it. */
  public void lose(RepositoryName repository, Digest digest) {
    blobs.remove(new Key(repository, digest));
  }

  @Override
  public boolean hasBlob(RepositoryName repository, Digest digest) {
    return blobs.containsKey(new Key(repository, digest));
  }

  @Override
  public boolean mount(RepositoryName target, RepositoryName source, Digest digest) {
    byte[] blob = blobs.get(new Key(source, digest));
    if (blob != null) {
      blobs.put(new Key(target, digest), blob);
    }
    return blob != null;
  }

  @Override
  public Digest upload(RepositoryName repository, OptionalLong size, BlobBody body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Digest digest;
    try {
      digest = body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = out.toByteArray();
    if (!digest.equals(Digest.of(bytes))) {
      throw new ContainerRegistryRefusedException("digest invalid", 400);
    }
    if (size.isPresent() && size.getAsLong() != bytes.length) {
      throw new UnavailableContainerRegistryException("size invalid", null);
    }
    uploads++;
    blobs.put(new Key(repository, digest), bytes);
    return digest;
  }

  @Override
  public InputStream read(RepositoryName repository, Digest digest) {
    byte[] blob = blobs.get(new Key(repository, digest));
    if (blob == null) {
      throw new UnknownContentException(repository, digest);
    }
    return new ByteArrayInputStream(blob);
  }

  @Override
  public Optional<StoredManifest> find(RepositoryName repository, Reference reference) {
    return Optional.ofNullable(manifests.get(new Key(repository, reference)));
  }

  @Override
  public void put(RepositoryName repository, Reference reference, StoredManifest manifest) {
    ImageManifest parsed = ImageManifest.parse(manifest);
    requireBlob(repository, parsed.config());
    parsed.layers().forEach(layer -> requireBlob(repository, layer));
    manifests.put(new Key(repository, reference), manifest);
    manifests.put(new Key(repository, manifest.digest()), manifest);
  }

  @Override
  public void delete(RepositoryName repository, Digest digest) {
    manifests
        .entrySet()
        .removeIf(stored ->
            stored.getKey().repository.equals(repository)
                && stored.getValue().digest().equals(digest));
  }

  private void requireBlob(RepositoryName repository, Descriptor descriptor) {
    if (!hasBlob(repository, descriptor.digest())) {
      throw new ContainerRegistryRefusedException("blob unknown", 404);
    }
  }
}
