package dev.modelwright.worker.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.ContentFormat;
import dev.modelwright.distribution.ContainerRegistry;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.worker.image.ImageConfig.Settings;
import dev.modelwright.worker.image.ImageRecipe.ModelLayer;
import dev.modelwright.worker.layer.Compression;
import dev.modelwright.worker.layer.LayerContents;
import dev.modelwright.worker.layer.LayerDescriptor;
import dev.modelwright.worker.layer.LayerKey;
import dev.modelwright.worker.layer.LayerProgress;
import dev.modelwright.worker.layer.LayerWriter;
import dev.modelwright.worker.layer.Layers;
import dev.modelwright.worker.layer.LinkTree;
import dev.modelwright.worker.layer.MadeLayer;
import dev.modelwright.worker.layer.PinnedContent;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A small image with one model and one asset, and everything that makes it. */
final class ImageFixture {

  static final ManifestIdentity MANIFEST =
      new ManifestIdentity(
          UUID.fromString("6f1b1a52-6c0f-4d6e-9d5b-2f6f0c5f0a01"), "housing-manifest", 7);

  private static final Path SPOOL = Path.of(System.getProperty("java.io.tmpdir"));

  final Images images;
  final StoredImage base;
  final ModelPart model;
  final LayerDescriptor modelLayer;

  private final Artifacts artifacts;
  private final Layers layers;
  private final PartLayers parts;
  private final StoredImage environment;

  ImageFixture(ContainerRegistry registry, Artifacts artifacts) {
    this.artifacts = artifacts;
    this.images = new Images(registry);
    this.layers = new Layers(registry, new LayerWriter(registry));
    this.parts =
        new PartLayers(layers, new LayerContents(artifacts, ArchiveLimits.standard(), SPOOL));
    this.base =
        images.create(
            RepositoryName.of("modelwright/runtimes/python"),
            "amd64",
            List.of(new Addition(folderLayer("etc"), "root file system")),
            Settings.of("1000:1000", Map.of("PATH", "/usr/bin", "LANG", "C.UTF-8")));
    this.environment =
        images.extend(
            base,
            RepositoryName.of("modelwright/environments"),
            List.of(new Addition(folderLayer("opt/env"), "environment")),
            Settings.none());
    this.model =
        new ModelPart(
            UUID.fromString("0b1b1a52-6c0f-4d6e-9d5b-2f6f0c5f0a02"),
            "housing",
            3,
            pinned("weights", "housing.model"));
    this.modelLayer = parts.ofModel(model, LayerProgress.NONE).layer();
  }

  StoredImage assemble() {
    return assemble(RepositoryName.of("team/housing"));
  }

  StoredImage assemble(RepositoryName repository) {
    List<AssetPart> assets =
        List.of(new AssetPart("driver", pinned("def init(): pass", "scoring.py")));
    ImageRecipe recipe =
        new ImageRecipe(
            repository,
            MANIFEST,
            base.digest(),
            environment,
            List.of(new ModelLayer(model, modelLayer)),
            assets,
            parts.ofAssets(assets, LayerProgress.NONE).map(MadeLayer::layer),
            "scoring.py");
    return new ImageAssembler(layers, images).assemble(recipe);
  }

  PinnedContent pinned(String text, String fileName) {
    Artifact artifact = artifacts.pin(new ByteArrayInputStream(text.getBytes(UTF_8)));
    return new PinnedContent(artifact, ContentFormat.PLAIN, false, fileName, List.of(fileName));
  }

  private LayerDescriptor folderLayer(String path) {
    return layers.make(
        LayerKey.of("fixture", path),
        new LinkTree().folder(path),
        Compression.GZIP,
        LayerProgress.NONE);
  }
}
