package dev.modelwright.gateway.model;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.schemas.Dependant;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Model;
import dev.modelwright.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes models that no manifest names. The owner of models knows nothing of manifests, so both
 * owners are asked. A manifest that is made at the same moment keeps what it knows of the model,
 * and the model's bytes stay: its images are made all the same.
 */
public final class ModelRemover {

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
    List<Dependant> found =
        manifests
            .list(
                account,
                Map.of(
                    "modelId",
                    List.of(model.id().toString()),
                    "count",
                    List.of(Integer.toString(Dependant.SOUGHT))))
            .value()
            .stream()
            .map(ModelRemover::dependant)
            .toList();
    if (!found.isEmpty()) {
      throw new ProblemException(
          Dependant.problem(
              "ModelInUse",
              "model '%s:%d'".formatted(model.name(), model.version()),
              found,
              "names it",
              "name it",
              "Delete what names it first."));
    }
  }

  private static Dependant dependant(Manifest manifest) {
    return new Dependant(
        manifest.id(), "manifest '%s:%d'".formatted(manifest.name(), manifest.version()));
  }
}
