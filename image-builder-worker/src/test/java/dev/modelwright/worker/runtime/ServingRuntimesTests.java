package dev.modelwright.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.distribution.InMemoryContainerRegistry;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.worker.image.ImageConfig;
import dev.modelwright.worker.image.Images;
import dev.modelwright.worker.layer.LayerWriter;
import dev.modelwright.worker.layer.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingRuntimesTests {

  private static final RepositoryName REPOSITORY =
      RepositoryName.of("modelwright/runtimes/python-slim");

  @TempDir private Path folder;

  private final InMemoryContainerRegistry registry = new InMemoryContainerRegistry();
  private final Images images = new Images(registry);

  @BeforeEach
  void makeFolder() throws IOException {
    Path slim = Files.createDirectories(folder.resolve("python-slim"));
    Files.createDirectories(folder.resolve("not-a-runtime"));
    Files.writeString(slim.resolve("rootfs.tar"), "no real root file system");
    Files.writeString(slim.resolve("server.tar"), "no real server");
    describe("one", "/usr/local/bin:/usr/bin");
  }

  @Test
  void bringsRuntimeIntoTheContainerRegistryOnce() {
    ServingRuntime first = runtimes().ofType("PythonSlim");
    int uploads = registry.uploads();

    ServingRuntime second = runtimes().ofType("PythonSlim");

    assertThat(second).isEqualTo(first);
    assertThat(first.python()).isEqualTo("3.11");
    assertThat(registry.uploads()).isEqualTo(uploads);
    assertThat(registry.tagsOf(REPOSITORY)).singleElement().asString().hasSize(16);
  }

  @Test
  void makesAnImageOfTwoLayersForTheUser() {
    ServingRuntime runtime = runtimes().ofType("PythonSlim");

    ImageConfig config = images.configOf(runtime.image());

    assertThat(config.settings().user()).isEqualTo("1000:1000");
    assertThat(config.settings().env()).containsEntry("PATH", "/usr/local/bin:/usr/bin");
    assertThat(config.layers())
        .extracting(ImageConfig.Layer::purpose)
        .containsExactly(
            "root file system with Python 3.11", "scoring server and environment installer");
  }

  @Test
  void makesAnotherImageWhenAnythingChanges() throws IOException {
    ServingRuntime before = runtimes().ofType("PythonSlim");
    Files.writeString(folder.resolve("python-slim/server.tar"), "a newer server");
    describe("two", "/usr/local/bin:/usr/bin");
    ServingRuntime newServer = runtimes().ofType("PythonSlim");
    describe("two", "/usr/bin");
    ServingRuntime newPath = runtimes().ofType("PythonSlim");

    assertThat(newServer.image()).isNotEqualTo(before.image());
    assertThat(newPath.image()).isNotEqualTo(newServer.image());
    assertThat(registry.tagsOf(REPOSITORY)).hasSize(3);
  }

  @Test
  void saysWhichRuntimesThereAreWhenOneIsUnknown() {
    assertThat(runtimes().types()).containsExactly("PythonSlim");
    assertThatThrownBy(() -> runtimes().ofType("SparkPython"))
        .isInstanceOf(UnknownServingRuntimeException.class)
        .hasMessageContaining("SparkPython")
        .hasMessageContaining("[PythonSlim]")
        .hasMessageContaining("runtimes/build");
  }

  @Test
  void usesTheRuntimeThatTheEnvironmentNames() {
    ServingRuntimes runtimes =
        new ServingRuntimes(folder, Map.of("Python", "python-slim"), layers(), images);

    assertThat(runtimes.ofType("Python").image())
        .isEqualTo(runtimes().ofType("PythonSlim").image());
    assertThatThrownBy(() ->
            new ServingRuntimes(folder, Map.of("Python", "cobol"), layers(), images)
                .ofType("Python"))
        .isInstanceOf(UnknownServingRuntimeException.class)
        .hasMessageContaining("'cobol'")
        .hasMessageContaining("[python-slim]");
  }

  @Test
  void saysSoWhenTheFolderIsNotThere() {
    Path nowhere = folder.resolve("nowhere");

    assertThatThrownBy(
            () -> new ServingRuntimes(nowhere, Map.of(), layers(), images).ofType("PythonSlim"))
        .isInstanceOf(UnknownServingRuntimeException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void namesADescriptionThatCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("python-slim/runtime.json"), "{\"runtimeType\":");

    assertThatThrownBy(() -> runtimes().ofType("PythonSlim"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("python-slim/runtime.json");
  }

  private ServingRuntimes runtimes() {
    return new ServingRuntimes(folder, Map.of(), layers(), images);
  }

  private Layers layers() {
    return new Layers(registry, new LayerWriter(registry));
  }

  private void describe(String key, String path) throws IOException {
    Files.writeString(
        folder.resolve("python-slim/runtime.json"),
        """
        {"runtimeType": "PythonSlim", "python": "3.11", "architecture": "amd64", "key": "%s",
         "env": {"PATH": "%s"}}
        """
            .formatted(key, path));
  }
}
