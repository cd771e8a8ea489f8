package dev.modelwright.gateway.model;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Deletes models that no manifest names. The owner of models knows nothing of manifests, so both
 * owners are asked. A manifest that is made at the same moment keeps what it knows of the model,
 * and the model's bytes stay: its images are made all the same.
 */
public final class ModelRemover {

  private static final int SHOWN_USERS = 20;

  private final Catalog<Model> models;
  private final Catalog<Manifest> manifests;

  public ModelRemover(Catalog<Model> models, Catalog<Manifest> manifests) {
    this.models = models;
    this.manifests = manifests;
  }

  /**
   * @return the deleted model; empty when the account has none with this id
   * @throws ProblemException that names the manifests that use it
   */
  public Optional<Model> delete(Account account, UUID id) {
    Optional<Model> model = models.find(account, id);
    model.ifPresent(found -> checkUnused(account, found));
    return models.delete(account, id);
  }

  private void checkUnused(Account account, Model model) {
    List<Manifest> found =
        manifests
            .list(
                account,
                Map.of(
                    "modelId",
                    List.of(model.id().toString()),
                    "count",
                    List.of(Integer.toString(SHOWN_USERS + 1))))
            .value();
    if (found.isEmpty()) {
      return;
    }
    List<Manifest> shown = found.subList(0, Math.min(found.size(), SHOWN_USERS));
    throw new ProblemException(
        new Problem(
            "ModelInUse",
            "Cannot delete model '%s:%d': manifest%s %s%s. Delete what names it first."
                .formatted(
                    model.name(),
                    model.version(),
                    found.size() > 1 ? "s" : "",
                    shown.stream()
                        .map(manifest -> "%s (%s)".formatted(title(manifest), manifest.id()))
                        .collect(Collectors.joining(", ")),
                    found.size() > SHOWN_USERS
                        ? " and more name it"
                        : found.size() > 1 ? " name it" : " names it"),
            409,
            shown.stream()
                .map(manifest ->
                    new Problem.Detail(
                        "InUse",
                        "manifest %s names it".formatted(title(manifest)),
                        manifest.id().toString()))
                .toList()));
  }

  private static String title(Manifest manifest) {
    return "'%s:%d'".formatted(manifest.name(), manifest.version());
  }
}
