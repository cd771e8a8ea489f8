package dev.modelwright.registry.model;

import dev.modelwright.artifacts.ContentException;
import dev.modelwright.artifacts.ContentPinner;
import dev.modelwright.artifacts.FullArtifactStoreException;
import dev.modelwright.artifacts.Pinned;
import dev.modelwright.registry.account.AccountDirectory;
import dev.modelwright.registry.account.AccountId;
import dev.modelwright.storage.Kept;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Registers models: gives each a version and keeps its bytes, so that its URL may expire. */
public final class ModelRegistry {

  private static final int MAX_ROOTS_LENGTH = 1 << 20;

  private final AccountDirectory accounts;
  private final Models models;
  private final ContentPinner pinner;
  private final ModelEvents events;
  private final Clock clock;

  public ModelRegistry(
      AccountDirectory accounts,
      Models models,
      ContentPinner pinner,
      ModelEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.models = models;
    this.pinner = pinner;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Registers the model and publishes the fact, or publishes why not; then nothing is stored.
   * Idempotent: a repeated request publishes the fact again.
   *
   * @throws TakenIdException when another account has something with the id
   */
  public void register(NewModel request) {
    Model registered;
    try {
      registered = find(request).orElseGet(() -> add(request));
    } catch (RejectedException e) {
      events.rejected(request, e);
      return;
    }
    events.registered(registered);
  }

  /**
   * Deletes a model and publishes the fact. Idempotent; a fact that could not be published then is
   * published when the deletion is asked for again. Its bytes stay, for manifests hold on to them.
   *
   * @return the deleted model; empty when the account has none with this id
   */
  public Optional<Model> delete(UUID id, String account) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Model> deleted = models.delete(id, account, now);
    deleted
        .or(() ->
            models
                .findKept(id)
                .flatMap(Kept::ifDeleted)
                .filter(model -> model.account().equals(account)))
        .ifPresent(model -> events.deleted(model, now));
    return deleted;
  }

  private Optional<Model> find(NewModel request) {
    Optional<Kept<Model>> known = models.findKept(request.id());
    if (known.filter(Kept::isDeleted).isPresent()) {
      throw new RejectedException(
          "IdTaken",
          409,
          "Cannot register model '%s': the id '%s' was that of a model that is deleted. Use another id, or another Idempotency-Key."
              .formatted(request.name(), request.id()));
    }
    return known.map(kept -> sameAs(request, ofSameAccount(kept.value(), request)));
  }

  /** Requests of one id are one request; one with another content is a mistake of its sender. */
  private static Model sameAs(NewModel request, Model known) {
    boolean same =
        known.name().equals(request.name())
            && Objects.equals(known.description(), request.description())
            && known.tags().equals(request.tags().stream().map(Model::canonical).toList())
            && known.url().equals(request.url())
            && Objects.equals(known.mimeType(), request.mimeType())
            && known.unpack() == request.unpack();
    if (!same) {
      throw new RejectedException(
          "IdempotencyKeyReused",
          422,
          "Cannot register model '%s': its id or Idempotency-Key was used for model '%s' version %d, with another body. Use a new one for a new request."
              .formatted(request.name(), known.name(), known.version()));
    }
    return known;
  }

  private Model add(NewModel request) {
    ModelRules.check(request);
    checkAccount(request);
    Pinned content = pin(request);
    checkRoots(request, content);
    Model stored =
        models.add(
            request.id(),
            request.account(),
            request.name(),
            version -> model(request, version, content));
    return ofSameAccount(stored, request);
  }

  private void checkAccount(NewModel request) {
    if (!accounts.has(AccountId.of(request.account()))) {
      throw new RejectedException(
          "UnknownAccount",
          404,
          "Cannot register model '%s': there is no account '%s'. Create it first, or correct the request."
              .formatted(request.name(), request.account()));
    }
  }

  private static Model ofSameAccount(Model known, NewModel request) {
    if (!known.account().equals(request.account())) {
      throw new TakenIdException(
          "Cannot register model '%s': the id '%s' is taken. Use another id."
              .formatted(request.name(), request.id()));
    }
    return known;
  }

  private Pinned pin(NewModel request) {
    try {
      return pinner.pin(request.url(), request.unpack(), request.name());
    } catch (ContentException e) {
      throw new RejectedException(e.code(), e.statusCode(), e.getMessage());
    } catch (FullArtifactStoreException e) {
      // Others may fit in where this one does not: it must not hold them up.
      throw new RejectedException(
          FullArtifactStoreException.CODE, FullArtifactStoreException.STATUS_CODE, e.getMessage());
    }
  }

  /** They become links in images, and travel with every manifest that names the model. */
  private static void checkRoots(NewModel request, Pinned content) {
    long characters = content.roots().stream().mapToLong(String::length).sum();
    if (characters > MAX_ROOTS_LENGTH) {
      throw new RejectedException(
          "TooManyRoots",
          413,
          "Cannot register model '%s': the names of the %d members at the top of its archive are %d characters long, more than %d. Pack them into one folder."
              .formatted(request.name(), content.roots().size(), characters, MAX_ROOTS_LENGTH));
    }
  }

  /** Milliseconds are what the store keeps: the fact is the same when it is published again. */
  private Model model(NewModel request, int version, Pinned content) {
    return new Model(
        request.id(),
        request.account(),
        request.name(),
        version,
        request.description(),
        request.tags(),
        request.url(),
        request.mimeType(),
        request.unpack(),
        content,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
