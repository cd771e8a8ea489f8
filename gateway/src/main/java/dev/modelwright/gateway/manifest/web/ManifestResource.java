package dev.modelwright.gateway.manifest.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.TargetRuntime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A manifest in the shape of the reference document, with its mixed spelling, then what we add.
 *
 * @param webserviceType not in the document, but the original's client fails without it
 */
@JsonPropertyOrder({
  "id",
  "version",
  "driverProgram",
  "description",
  "modelType",
  "name",
  "CreatedTime",
  "modelIds",
  "assets",
  "targetRuntime",
  "webserviceType"
})
public record ManifestResource(
    UUID id,
    int version,
    String driverProgram,
    String description,
    String modelType,
    String name,
    @JsonProperty("CreatedTime") Instant createdTime,
    List<UUID> modelIds,
    List<AssetResource> assets,
    TargetRuntimeResource targetRuntime,
    String webserviceType) {

  public static ManifestResource of(Manifest manifest) {
    return new ManifestResource(
        manifest.id(),
        manifest.version(),
        manifest.driverProgram(),
        manifest.description(),
        manifest.modelType(),
        manifest.name(),
        manifest.createdAt(),
        manifest.modelIds(),
        manifest.assets().stream().map(AssetResource::of).toList(),
        TargetRuntimeResource.of(manifest.targetRuntime()),
        manifest.webserviceType());
  }

  @JsonPropertyOrder({"id", "url", "mimeType", "unPack"})
  record AssetResource(
      String id, URI url, String mimeType, @JsonProperty("unPack") boolean unpack) {

    static AssetResource of(Asset asset) {
      return new AssetResource(
          asset.id(), asset.url(), asset.mimeType(), Boolean.TRUE.equals(asset.unpack()));
    }
  }

  @JsonPropertyOrder({"runtimeType", "properties"})
  record TargetRuntimeResource(String runtimeType, Map<String, String> properties) {

    static TargetRuntimeResource of(TargetRuntime runtime) {
      return new TargetRuntimeResource(runtime.runtimeType(), runtime.properties());
    }
  }
}
