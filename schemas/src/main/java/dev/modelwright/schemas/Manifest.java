package dev.modelwright.schemas;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The recipe of an image.
 *
 * @param version 1, 2, 3 … under the account and name, without gaps
 * @param models the models behind {@code modelIds}, in their order, so that a worker looks nothing
 *     up
 */
public record Manifest(
    UUID id,
    String account,
    String name,
    int version,
    String description,
    String driverProgram,
    String modelType,
    List<UUID> modelIds,
    List<Model> models,
    List<Asset> assets,
    TargetRuntime targetRuntime,
    String webserviceType,
    Instant createdAt) {

  public Manifest {
    modelIds = List.copyOf(modelIds);
    models = List.copyOf(models);
    assets = List.copyOf(assets);
  }
}
