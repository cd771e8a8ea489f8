package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Dependant;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.storage.Kept;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deletes manifests that nothing uses. */
public final class ManifestRemover {

  private final Manifests manifests;
  private final ManifestUsers users;
  private final ManifestEvents events;
  private final Clock clock;

  public ManifestRemover(
      Manifests manifests, ManifestUsers users, ManifestEvents events, Clock clock) {
    this.manifests = manifests;
    this.users = users;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Deletes a manifest and publishes the fact. Idempotent; a fact that could not be published then
   * is published when the deletion is asked for again. An image that is asked for at the same
   * moment keeps what it knows of the manifest, and is made all the same.
   *
   * @return the deleted manifest; empty when the account has none with this id
   * @throws RejectedException that names the images that use it
   */
  public Optional<Manifest> delete(UUID id, String account) {
    manifests
        .find(id)
        .filter(manifest -> manifest.account().equals(account))
        .ifPresent(this::checkUnused);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Manifest> deleted = manifests.delete(id, account, now);
    deleted
        .or(() ->
            manifests
                .findKept(id)
                .flatMap(Kept::ifDeleted)
                .filter(known -> known.account().equals(account)))
        .ifPresent(manifest -> events.deleted(manifest, now));
    return deleted;
  }

  private void checkUnused(Manifest manifest) {
    List<Dependant> found = users.of(manifest.account(), manifest.id(), Dependant.SOUGHT);
    if (!found.isEmpty()) {
      throw new RejectedException(
          Dependant.problem(
              "ManifestInUse",
              "manifest '%s:%d'".formatted(manifest.name(), manifest.version()),
              found,
              "is made of it",
              "are made of it",
              "Delete what is made of it first."));
    }
  }
}
