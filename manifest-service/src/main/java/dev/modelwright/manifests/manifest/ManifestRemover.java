package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Deletes manifests that nothing uses. */
public final class ManifestRemover {

  private static final int SHOWN_USERS = 20;

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
        .or(() -> manifests.findDeleted(id).filter(known -> known.account().equals(account)))
        .ifPresent(manifest -> events.deleted(manifest, now));
    return deleted;
  }

  private void checkUnused(Manifest manifest) {
    List<ManifestUsers.User> found = users.of(manifest.account(), manifest.id(), SHOWN_USERS + 1);
    if (found.isEmpty()) {
      return;
    }
    List<ManifestUsers.User> shown = found.subList(0, Math.min(found.size(), SHOWN_USERS));
    throw new RejectedException(
        new Problem(
            "ManifestInUse",
            "Cannot delete manifest '%s:%d': %s%s made of it. Delete what is made of it first."
                .formatted(
                    manifest.name(),
                    manifest.version(),
                    shown.stream()
                        .map(user -> "%s (%s)".formatted(user.title(), user.id()))
                        .collect(Collectors.joining(", ")),
                    found.size() > SHOWN_USERS
                        ? " and more are"
                        : found.size() > 1 ? " are" : " is"),
            409,
            shown.stream()
                .map(user ->
                    new Problem.Detail(
                        "InUse", "%s is made of it".formatted(user.title()), user.id().toString()))
                .toList()));
  }
}
