package dev.modelwright.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.artifacts.azure.AzureArtifacts;
import dev.modelwright.testsupport.TestAzurite;
import dev.modelwright.testsupport.TestContainerRegistry;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job with the artifact stores in Azure Blob storage, and a model that lies there too. */
class AzureIT {

  private static final ArtifactPath BIAS = ArtifactPath.of("models", "bias.txt");

  private static final String TEAM = "team-" + UUID.randomUUID();

  /** Of the file that the sample's model is. */
  private static final String SHA256_OF_BIAS =
      "d2cbad71ff333de67d07ec676e352ab7f38248eb69c942950157220607c55e84";

  @TempDir static Path directory;

  private static ServiceProcesses services;
  private static Product product;

  @BeforeAll
  static void start() {
    services =
        ServiceProcesses.start(
            directory,
            Map.of(
                "MODELWRIGHT_ARTIFACTS_AZURE_CONNECTION_STRING",
                TestAzurite.connectionString(),
                "MODELWRIGHT_ARTIFACTS_STORES_TEAM_AZURE_CONNECTION_STRING",
                TestAzurite.connectionString(),
                "MODELWRIGHT_ARTIFACTS_STORES_TEAM_AZURE_CONTAINER",
                TEAM,
                "MODELWRIGHT_ARTIFACTS_STORES_TEAM_AZURE_PASSED",
                "true",
                "MODELWRIGHT_FETCH_ALLOWED_HOSTS",
                TestAzurite.endpoint().getAuthority()));
    product = services.product();
  }

  @AfterAll
  static void stop() {
    services.close();
    Docker.removeImagesOf(TestContainerRegistry.address());
  }

  @Test
  void needsABlobAndItsSignedUrlOnlyUntilTheModelIsRegistered() throws Exception {
    AzureArtifacts elsewhere = store("somebody-elses");
    elsewhere.create(BIAS, new ByteArrayInputStream("0.5".getBytes(UTF_8)));
    Duration brief = Duration.ofSeconds(30);
    URI url = elsewhere.sign(BIAS, Permission.READ, brief).url();
    String model = product.registerModel("of-azure", url.toString(), false);
    elsewhere.delete(BIAS);

    JsonNode first = succeeded("first", model);
    JsonNode later = succeeded("later", model);

    try (RunningImage running = RunningImage.run(later.get("ImageLocation").asString())) {
      assertThat(running.score("{\"data\": [1, 2]}")).isEqualTo("[1.5, 2.5]");
    }
    assertThat(product.log(later.get("Id").asString())).contains("later-image:1");
    assertThat(Files.exists(directory.resolve("artifacts"))).isFalse();
  }

  @Test
  void keepsWhatAnEnvironmentUploadsAndLogsInItsOwnContainer() {
    JsonNode environment =
        product.put(
            "/environments/stored-apart", "{\"properties\": {\"artifactStore\": \"team\"}}");
    product.put(
        "/accounts/stored-apart",
        "{\"properties\": {\"defaultEnvironment\": \"%s\"}}"
            .formatted(environment.get("id").asString()));
    Product team = product.ofAccount("stored-apart");

    JsonNode image = team.createImage("team-image", Samples.trivialManifest(team, "trivial"));

    String id = image.get("Id").asString();
    assertThat(image.get("CreationState").asString()).as(() -> team.log(id)).isEqualTo("Succeeded");
    assertThat(product.put("/environments/stored-apart", "{}", 200).at("/properties/artifactStore"))
        .hasToString("\"default\"");
    assertThat(team.log(id)).contains("team-image:1");
    ArtifactPath log = ArtifactPath.of("logs", id, "1.log");
    assertThat(store(TEAM).logSize(log)).isPresent();
    assertThat(store("modelwright").logSize(log)).isEmpty();
    String model = image.at("/Manifest/modelIds/0").asString();
    URI upload = URI.create(team.model(model).get("url").asString());
    assertThat(upload.getPath()).startsWith("/azure/stores/team/" + TEAM + "/uploads/");
    assertThat(store(TEAM).find(ArtifactPath.of("sha256", SHA256_OF_BIAS))).isPresent();
  }

  private static AzureArtifacts store(String container) {
    return AzureArtifacts.withKey(
        StoreName.DEFAULT,
        TestAzurite.connectionString(),
        container,
        Optional.empty(),
        Clock.systemUTC());
  }

  private static JsonNode succeeded(String name, String model) {
    JsonNode image =
        product.createImage(
            name + "-image", Samples.trivialManifest(product, name + "-manifest", model));
    assertThat(image.get("CreationState").asString())
        .as(() -> product.log(image.get("Id").asString()))
        .isEqualTo("Succeeded");
    return image;
  }
}
