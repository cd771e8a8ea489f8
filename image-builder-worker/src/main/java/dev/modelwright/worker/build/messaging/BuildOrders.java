package dev.modelwright.worker.build.messaging;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ContentFormat;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Tag;
import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.ContainerRegistry;
import dev.modelwright.schemas.Content;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.Limits;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.TargetRuntime;
import dev.modelwright.schemas.UnreadableEventException;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.BuildEnvironment;
import dev.modelwright.worker.build.BuildOrder;
import dev.modelwright.worker.image.AssetPart;
import dev.modelwright.worker.image.ManifestIdentity;
import dev.modelwright.worker.image.ModelPart;
import dev.modelwright.worker.layer.PinnedContent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads build orders. */
final class BuildOrders {

  private static final String CONDA_FILE = "condaEnvFile";
  private static final String REQUIREMENTS_FILE = "pipRequirements";

  private final CloudEvents cloudEvents;

  BuildOrders(Clock clock) {
    this.cloudEvents = new CloudEvents("/image-builder-worker", clock);
  }

  /**
   * @throws UnreadableEventException when the record is no build order, or an incomplete one
   */
  BuildOrder read(ConsumerRecord<byte[], byte[]> message) {
    Event event = cloudEvents.readForeign(header(message, CloudEvents.TYPE), message.value());
    if (!(event instanceof ImageRequested order)) {
      throw new UnreadableEventException(
          "Cannot read build order: '%s' is none.".formatted(event.getClass().getSimpleName()));
    }
    try {
      return order(order, cause(message, order), trace(message));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UnreadableEventException(
          "Cannot read build order '%s': %s".formatted(order.id(), e.getMessage()));
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static UUID cause(ConsumerRecord<byte[], byte[]> message, ImageRequested order) {
    String id = header(message, CloudEvents.CORRELATION_ID);
    return id == null ? order.id() : UUID.fromString(id);
  }

  private static Map<String, String> trace(ConsumerRecord<byte[], byte[]> message) {
    Map<String, String> trace = new HashMap<>();
    for (String name : Traces.HEADERS) {
      Optional.ofNullable(header(message, name)).ifPresent(value -> trace.put(name, value));
    }
    return trace;
  }

  private static BuildOrder order(ImageRequested order, UUID cause, Map<String, String> trace) {
    Manifest manifest = Objects.requireNonNull(order.manifest(), "manifest is missing");
    List<AssetPart> assets = manifest.assets().stream().map(BuildOrders::asset).toList();
    TargetRuntime runtime =
        Objects.requireNonNull(manifest.targetRuntime(), "targetRuntime is missing");
    return new BuildOrder(
        order.id(),
        cause,
        trace,
        order.account(),
        Objects.requireNonNull(order.name(), "name is missing"),
        order.version(),
        RepositoryName.of(Objects.requireNonNull(order.repository(), "repository is missing")),
        Tag.of(Objects.requireNonNull(order.tag(), "tag is missing")),
        new ManifestIdentity(manifest.id(), manifest.name(), manifest.version()),
        Objects.requireNonNull(runtime.runtimeType(), "runtimeType is missing"),
        file(runtime, CONDA_FILE),
        file(runtime, REQUIREMENTS_FILE),
        manifest.models().stream().map(BuildOrders::model).toList(),
        assets,
        driver(manifest, assets),
        environment(order.environment()));
  }

  private static BuildEnvironment environment(dev.modelwright.schemas.BuildEnvironment said) {
    if (said == null) {
      return BuildEnvironment.usual();
    }
    Optional<Limits> limits = Optional.ofNullable(said.limits());
    return new BuildEnvironment(
        Optional.ofNullable(said.containerRegistry()).map(BuildOrders::destination),
        limits.map(Limits::memory),
        limits.map(Limits::cpus),
        limits.map(Limits::timeout),
        said.runtimes(),
        StoreName.ofNullable(said.artifactStore()));
  }

  private static BuildEnvironment.Destination destination(ContainerRegistry registry) {
    return new BuildEnvironment.Destination(
        new ContainerRegistryAccess(
            Objects.requireNonNull(registry.url(), "containerRegistry.url is missing"),
            Objects.requireNonNull(
                registry.publicAddress(), "containerRegistry.publicAddress is missing"),
            Optional.ofNullable(registry.repositoryPrefix()).map(RepositoryName::of),
            Optional.empty()),
        Optional.ofNullable(registry.sealedCredentials()));
  }

  private static Optional<PinnedContent> file(TargetRuntime runtime, String property) {
    return Optional.ofNullable(runtime.contents().get(property))
        .map(content -> pinned(content, false));
  }

  private static ModelPart model(Model model) {
    return new ModelPart(
        model.id(),
        model.name(),
        model.version(),
        pinned(
            Objects.requireNonNull(
                model.content(), "model '%s' has no content".formatted(model.name())),
            model.unpack()));
  }

  private static AssetPart asset(Asset asset) {
    return new AssetPart(
        asset.id(),
        pinned(
            Objects.requireNonNull(
                asset.content(), "asset '%s' has no content".formatted(asset.id())),
            Boolean.TRUE.equals(asset.unpack())));
  }

  private static PinnedContent pinned(Content content, boolean unpack) {
    return new PinnedContent(
        new Artifact(new ArtifactPath(content.path()), content.sha256(), content.size()),
        ContentFormat.of(content.format()),
        unpack,
        content.fileName(),
        content.roots());
  }

  private static AssetPart driver(Manifest manifest, List<AssetPart> assets) {
    return assets.stream()
        .filter(asset -> asset.id().equals(manifest.driverProgram()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "driverProgram '%s' is no asset".formatted(manifest.driverProgram())));
  }
}
