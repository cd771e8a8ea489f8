package dev.modelwright.artifacts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The artifact stores of an installation as one: what has a path goes to the store of the path,
 * what has none to all of them. Each of them knows only its {@link ArtifactPath#local()} paths.
 */
public final class ArtifactStores implements Artifacts {

  private static final byte[] PROBE = "modelwright".getBytes(StandardCharsets.UTF_8);

  private final Map<StoreName, Artifacts> stores;

  /**
   * @param stores the default among them
   */
  public ArtifactStores(Map<StoreName, ? extends Artifacts> stores) {
    if (!stores.containsKey(StoreName.DEFAULT)) {
      throw new IllegalArgumentException("The default artifact store is missing");
    }
    this.stores = Collections.unmodifiableMap(new TreeMap<>(stores));
  }

  /** In alphabetical order. */
  public Set<StoreName> names() {
    return stores.keySet();
  }

  /** One store by itself; empty when the settings name none so. */
  public Optional<Artifacts> store(StoreName name) {
    return Optional.ofNullable(stores.get(name));
  }

  /**
   * Finds out whether a store can be used: stores something tiny, reads it back and deletes it.
   *
   * @throws ArtifactStoreException when it cannot
   */
  public void tryOut(StoreName name) {
    ArtifactPath path = ArtifactPath.staged().in(name);
    create(path, new ByteArrayInputStream(PROBE));
    try (InputStream content = read(path, 0)) {
      if (!Arrays.equals(content.readAllBytes(), PROBE)) {
        throw new ArtifactStoreException(
            "Cannot use artifact store '%s': it gives other bytes back than it was given. Check what %s names."
                .formatted(name, name.settings()));
      }
    } catch (IOException e) {
      throw new ArtifactStoreException(
          "Cannot read artifact '%s' back: %s.".formatted(path, e.getMessage()), e);
    } finally {
      delete(path);
    }
  }

  @Override
  public Artifact create(ArtifactPath path, InputStream content) {
    return of(path).create(path.local(), content).in(path.store());
  }

  @Override
  public Artifact pin(Artifact artifact) {
    ArtifactPath path = artifact.path();
    return of(path)
        .pin(new Artifact(path.local(), artifact.sha256(), artifact.size()))
        .in(path.store());
  }

  @Override
  public Optional<Artifact> find(ArtifactPath path) {
    return of(path).find(path.local()).map(found -> found.in(path.store()));
  }

  @Override
  public InputStream read(ArtifactPath path, long offset) {
    return of(path).read(path.local(), offset);
  }

  @Override
  public boolean createLog(ArtifactPath path) {
    return of(path).createLog(path.local());
  }

  @Override
  public void append(ArtifactPath path, long position, byte[] bytes) {
    of(path).append(path.local(), position, bytes);
  }

  @Override
  public OptionalLong logSize(ArtifactPath path) {
    return of(path).logSize(path.local());
  }

  @Override
  public void delete(ArtifactPath path) {
    of(path).delete(path.local());
  }

  /** A store that fails holds up no other. */
  @Override
  public int sweep(Instant before) {
    int count = 0;
    ArtifactStoreException failure = null;
    for (Artifacts store : stores.values()) {
      try {
        count += store.sweep(before);
      } catch (ArtifactStoreException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return count;
  }

  @Override
  public SignedUrl sign(ArtifactPath path, Permission permission, Duration validity) {
    return of(path).sign(path.local(), permission, validity);
  }

  @Override
  public Optional<ArtifactPath> resolve(URI url) {
    for (Map.Entry<StoreName, Artifacts> store : stores.entrySet()) {
      Optional<ArtifactPath> path = store.getValue().resolve(url);
      if (path.isPresent()) {
        return path.map(local -> local.in(store.getKey()));
      }
    }
    return Optional.empty();
  }

  private Artifacts of(ArtifactPath path) {
    StoreName name = path.store();
    return store(name)
        .orElseThrow(() ->
            new ArtifactStoreException(
                "Cannot use artifact store '%s': this service has no settings for it. Set %s as the other services have it, and start again."
                    .formatted(name, name.settings())));
  }
}
