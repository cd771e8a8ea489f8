package dev.modelwright.distribution;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A part of a container registry: every repository lies under one prefix. */
public final class PrefixedContainerRegistry implements ContainerRegistry {

  private final ContainerRegistry whole;
  private final RepositoryName prefix;

  public PrefixedContainerRegistry(ContainerRegistry whole, RepositoryName prefix) {
    this.whole = whole;
    this.prefix = prefix;
  }

  @Override
  public boolean hasBlob(RepositoryName repository, Digest digest) {
    return whole.hasBlob(under(repository), digest);
  }

  @Override
  public boolean mount(RepositoryName target, RepositoryName source, Digest digest) {
    return whole.mount(under(target), under(source), digest);
  }

  @Override
  public Digest upload(RepositoryName repository, OptionalLong size, BlobBody body) {
    return whole.upload(under(repository), size, body);
  }

  @Override
  public InputStream read(RepositoryName repository, Digest digest) {
    return whole.read(under(repository), digest);
  }

  @Override
  public Optional<StoredManifest> find(RepositoryName repository, Reference reference) {
    return whole.find(under(repository), reference);
  }

  @Override
  public void put(RepositoryName repository, Reference reference, StoredManifest manifest) {
    whole.put(under(repository), reference, manifest);
  }

  @Override
  public void delete(RepositoryName repository, Digest digest) {
    whole.delete(under(repository), digest);
  }

  private RepositoryName under(RepositoryName repository) {
    return prefix.resolve(repository.value());
  }
}
