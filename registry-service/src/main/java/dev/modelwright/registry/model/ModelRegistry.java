package dev.modelwright.registry.model;

import dev.modelwright.artifacts.ContentException;
import dev.modelwright.artifacts.ContentPinner;
import dev.modelwright.artifacts.Pinned;
import dev.modelwright.registry.account.AccountDirectory;
import dev.modelwright.registry.account.AccountId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Registers models: gives each a version and keeps its bytes, so that its URL may expire. */
public final class ModelRegistry {

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

  private Optional<Model> find(NewModel request) {
    return models.find(request.id()).map(known -> ofSameAccount(known, request));
  }

  private Model add(NewModel request) {
    ModelRules.check(request);
    checkAccount(request);
    Pinned content = pin(request);
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
