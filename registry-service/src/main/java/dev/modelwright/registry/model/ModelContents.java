package dev.modelwright.registry.model;

import dev.modelwright.registry.account.AccountContents;
import dev.modelwright.registry.account.AccountId;
import dev.modelwright.storage.PageRequest;
import java.util.List;
import java.util.Optional;

/** The models of an account are what it holds here. */
public final class ModelContents implements AccountContents {

  private final Models models;

  public ModelContents(Models models) {
    this.models = models;
  }

  @Override
  public Optional<String> exampleOf(AccountId account) {
    return models
        .list(
            account.toString(),
            new Models.Filter(Optional.empty(), List.of()),
            PageRequest.of(1, null))
        .items()
        .stream()
        .findFirst()
        .map(model ->
            "model '%s' version %d (%s)".formatted(model.name(), model.version(), model.id()));
  }
}
