package dev.modelwright.gateway.image.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.manifest.web.ManifestResource;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.Phase;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An image in the shape of the reference document, with its spelling, then what we add.
 *
 * @param imageBuildLogUri there from the first moment on
 * @param imageLocation null until it succeeded
 * @param digest of the image manifest; absent until it succeeded
 * @param endedTime absent until it ended
 * @param error absent unless it failed
 */
@JsonPropertyOrder({
  "ComputeResourceId",
  "CreatedTime",
  "CreationState",
  "Description",
  "Id",
  "ImageBuildLogUri",
  "ImageLocation",
  "ImageType",
  "Manifest",
  "Version",
  "WebserviceType",
  "Name",
  "Error",
  "Digest",
  "EndedTime",
  "Phases"
})
public record ImageResource(
    @JsonProperty("ComputeResourceId") String computeResourceId,
    @JsonProperty("CreatedTime") Instant createdTime,
    @JsonProperty("CreationState") String creationState,
    @JsonProperty("Description") String description,
    @JsonProperty("Id") UUID id,
    @JsonProperty("ImageBuildLogUri") URI imageBuildLogUri,
    @JsonProperty("ImageLocation") String imageLocation,
    @JsonProperty("ImageType") String imageType,
    @JsonProperty("Manifest") ManifestResource manifest,
    @JsonProperty("Version") int version,
    @JsonProperty("WebserviceType") String webserviceType,
    @JsonProperty("Name") String name,
    @JsonProperty("Error") @JsonInclude(JsonInclude.Include.NON_NULL) Problem error,
    @JsonProperty("Digest") @JsonInclude(JsonInclude.Include.NON_NULL) String digest,
    @JsonProperty("EndedTime") @JsonInclude(JsonInclude.Include.NON_NULL) Instant endedTime,
    @JsonProperty("Phases") List<PhaseResource> phases) {

  public static ImageResource of(Image image, AccountUrls urls) {
    return new ImageResource(
        image.computeResourceId(),
        image.createdAt(),
        image.state(),
        image.description(),
        image.id(),
        urls.log(image.id()),
        image.location(),
        image.imageType(),
        ManifestResource.of(image.manifest()),
        image.version(),
        image.manifest().webserviceType(),
        image.name(),
        image.problem(),
        image.digest(),
        image.endedAt(),
        image.phases().stream().map(PhaseResource::of).toList());
  }

  /**
   * A step of the build.
   *
   * @param duration ISO 8601; absent while it runs
   */
  @JsonPropertyOrder({"Name", "StartedTime", "Duration", "Reused"})
  record PhaseResource(
      @JsonProperty("Name") String name,
      @JsonProperty("StartedTime") Instant startedTime,
      @JsonProperty("Duration") @JsonInclude(JsonInclude.Include.NON_NULL) Duration duration,
      @JsonProperty("Reused") boolean reused) {

    static PhaseResource of(Phase phase) {
      return new PhaseResource(phase.name(), phase.startedAt(), phase.duration(), phase.reused());
    }
  }
}
