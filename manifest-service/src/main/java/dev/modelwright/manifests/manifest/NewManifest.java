package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.TargetRuntime;
import java.util.List;
import java.util.UUID;

/** A manifest that was asked for: nothing in it is checked yet. */
public record NewManifest(
    UUID id,
    String account,
    String name,
    String description,
    String driverProgram,
    String modelType,
    List<UUID> modelIds,
    List<Asset> assets,
    TargetRuntime targetRuntime,
    String webserviceType) {}
