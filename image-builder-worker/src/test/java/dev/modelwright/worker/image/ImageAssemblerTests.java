package dev.modelwright.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.distribution.ContainerRegistryException;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.ImageManifest;
import dev.modelwright.distribution.InMemoryContainerRegistry;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Tag;
import dev.modelwright.worker.layer.ConflictingMembersException;
import dev.modelwright.worker.layer.Layers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageAssemblerTests {

  static final Digest GOLDEN =
      Digest.of("sha256:9108fba311df3ae21afd7d2226d9849d555f9c7480ebad1600c9dc8457bd3c65");

  @TempDir private Path folder;

  private final InMemoryContainerRegistry registry = new InMemoryContainerRegistry();
  private DirectoryArtifacts artifacts;
  private ImageFixture fixture;

  @BeforeEach
  void open() {
    artifacts =
        new DirectoryArtifacts(folder, URI.create("http://127.0.0.1:8080"), Clock.systemUTC());
    fixture = new ImageFixture(registry, artifacts);
  }

  @Test
  void sameRecipeGivesSameDigestOnEveryMachineAndEmptyContainerRegistry() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertThat(fixture.assemble().digest()).isEqualTo(GOLDEN);
    }
  }

  @Test
  void secondImageOfAManifestMovesNoByte() throws IOException {
    StoredImage first = fixture.assemble();
    int uploads = registry.uploads();

    assertThat(fixture.assemble()).isEqualTo(first);
    assertThat(registry.uploads()).isEqualTo(uploads);
  }

  @Test
  void sameManifestUnderAnotherNameIsTheSameImage() throws IOException {
    StoredImage first = fixture.assemble();

    StoredImage second = fixture.assemble(RepositoryName.of("team/other"));

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(fixture.images.configOf(second)).isEqualTo(fixture.images.configOf(first));
  }

  @Test
  void laysModelsAssetsAndLinksOnTheEnvironmentInThisOrder() throws IOException {
    ImageConfig config = fixture.images.configOf(fixture.assemble());

    assertThat(config.layers())
        .extracting(ImageConfig.Layer::purpose)
        .containsExactly(
            "root file system", "environment", "model housing:3", "assets", "working directory");
  }

  @Test
  void startsTheScoringServerAsTheUser() throws IOException {
    ImageConfig.Settings settings = fixture.images.configOf(fixture.assemble()).settings();

    assertThat(settings.user()).isEqualTo("1000:1000");
    assertThat(settings.workingDirectory()).isEqualTo("/var/azureml-app");
    assertThat(settings.entrypoint()).containsExactly("/opt/modelwright/server/start");
    assertThat(settings.ports()).containsExactly("5001/tcp");
    assertThat(settings.env())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "PATH", "/opt/env/bin:/usr/bin",
                "LANG", "C.UTF-8",
                "PORT", "5001",
                "AML_APP_ROOT", "/var/azureml-app",
                "AZUREML_MODEL_DIR", "/var/azureml-app/azureml-models/housing/3",
                "AZUREML_ENTRY_SCRIPT", "scoring.py",
                "SERVICE_NAME", "housing-manifest",
                "SERVICE_VERSION", "7"));
  }

  @Test
  void labelsNameManifestModelsAndBase() throws IOException {
    Map<String, String> labels = fixture.images.configOf(fixture.assemble()).settings().labels();

    assertThat(labels)
        .containsEntry("dev.modelwright.manifest.id", ImageFixture.MANIFEST.id().toString())
        .containsEntry("dev.modelwright.manifest.version", "7")
        .containsEntry("org.opencontainers.image.base.digest", fixture.base.digest().value());
    assertThat(labels.get("dev.modelwright.models"))
        .contains(
            "\"name\":\"housing\"",
            "\"version\":3",
            "\"id\":\"" + fixture.model.id(),
            "\"sha256\":\"" + fixture.model.content().artifact().sha256());
  }

  @Test
  void noTagNamesTheImageUntilOneIsMoved() throws IOException {
    StoredImage image = fixture.assemble();
    assertThat(registry.tagsOf(image.repository())).isEmpty();

    fixture.images.moveTag(image, Tag.of("1"));

    assertThat(fixture.images.find(image.repository(), Tag.of("1"))).contains(image);
  }

  @Test
  void everyLayerOfTheImageIsInItsRepository() throws IOException {
    StoredImage image = fixture.assemble();

    ImageManifest manifest =
        registry.find(image.repository(), image.digest()).map(ImageManifest::parse).get();
    assertThat(manifest.layers())
        .hasSize(5)
        .allMatch(layer -> registry.hasBlob(image.repository(), layer.digest()));
  }

  @Test
  void saysWhichLayerIsLost() throws IOException {
    registry.lose(Layers.REPOSITORY, fixture.modelLayer.digest());

    assertThatThrownBy(fixture::assemble)
        .isInstanceOf(ContainerRegistryException.class)
        .hasMessageContaining(fixture.modelLayer.digest().value());
  }

  @Test
  void refusesModelWhoseRootIsAnAsset() throws IOException {
    AssetPart clash = new AssetPart("clash", fixture.pinned("x", "housing.model"));

    assertThatThrownBy(() -> WorkingDirectory.of(List.of(fixture.model), List.of(clash)))
        .isInstanceOf(ConflictingMembersException.class)
        .hasMessageContaining("var/azureml-app/housing.model");
  }

  @Test
  void showsModelsUnderTheNamesOfTheirFilesAndTheirOwn() throws IOException {
    WorkingDirectory directory = WorkingDirectory.of(List.of(fixture.model), List.of());

    assertThat(directory.links())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "housing.model", "azureml-models/housing/3/housing.model",
                "housing", "azureml-models/housing/3/housing.model"));
  }
}
