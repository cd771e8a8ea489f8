package dev.modelwright.artifacts.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.artifacts.StoreName;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ArtifactPropertiesTests {

  private static final StoreName TEAM = new StoreName("team");

  @Test
  void hasTheDefaultStoreAlone() {
    ArtifactProperties properties = bound(Map.of("modelwright.artifacts.directory", "/a"));

    assertThat(properties.named()).containsOnlyKeys(StoreName.DEFAULT);
    assertThat(properties.named().get(StoreName.DEFAULT).directory()).isEqualTo(Path.of("/a"));
  }

  @Test
  void readsStoresFromEnvironmentVariables() {
    ArtifactProperties properties =
        boundToVariables(
            Map.of(
                "MODELWRIGHT_ARTIFACTS_DIRECTORY", "/a",
                "MODELWRIGHT_ARTIFACTS_STORES_TEAM_DIRECTORY", "/b",
                "MODELWRIGHT_ARTIFACTS_STORES_CLOUD_AZURE_CONNECTION_STRING", "AccountKey=secret",
                "MODELWRIGHT_ARTIFACTS_STORES_CLOUD_AZURE_CONTAINER", "models",
                "MODELWRIGHT_ARTIFACTS_STORES_CLOUD_AZURE_PASSED", "true"));

    assertThat(properties.named())
        .containsOnlyKeys(StoreName.DEFAULT, TEAM, new StoreName("cloud"));
    assertThat(properties.named().get(TEAM).directory()).isEqualTo(Path.of("/b"));
    ArtifactProperties.Azure cloud = properties.named().get(new StoreName("cloud")).azure();
    assertThat(cloud.connectionString()).isEqualTo("AccountKey=secret");
    assertThat(cloud.container()).isEqualTo("models");
    assertThat(properties.passage(new StoreName("cloud"), cloud))
        .contains(URI.create("http://127.0.0.1:8080/azure/stores/cloud"));
    assertThat(properties.toString()).doesNotContain("secret");
  }

  @Test
  void readsNamesWithDashesFromFiles() {
    assertThat(
            bound(
                    Map.of(
                        "modelwright.artifacts.directory",
                        "/a",
                        "modelwright.artifacts.stores.team-2.azure.endpoint",
                        "https://a.example.org"))
                .named())
        .containsOnlyKeys(StoreName.DEFAULT, new StoreName("team-2"));
  }

  @Test
  void refusesADefaultWithoutPlace() {
    assertRefused(Map.of("stores.team.directory", "/b"), "Set MODELWRIGHT_ARTIFACTS_DIRECTORY");
  }

  @Test
  void refusesAStoreWithoutPlace() {
    assertRefused(
        Map.of("directory", "/a", "stores.team.azure.container", "models"),
        "'team' has no place. Set modelwright.artifacts.stores.team.directory");
  }

  @Test
  void refusesAStoreWithTwoPlaces() {
    assertRefused(
        Map.of(
            "directory",
            "/a",
            "stores.team.directory",
            "/b",
            "stores.team.azure.endpoint",
            "https://a.example.org"),
        "'team' has two places");
    assertRefused(
        Map.of(
            "directory",
            "/a",
            "stores.team.azure.connection-string",
            "AccountKey=k",
            "stores.team.azure.endpoint",
            "https://a.example.org"),
        "modelwright.artifacts.stores.team.azure.connection-string and .endpoint are both set");
  }

  @Test
  void refusesTwoStoresInOnePlace() {
    assertRefused(
        Map.of("directory", "/a", "stores.team.directory", "/b/../a"),
        "'default' and 'team' have one place");
  }

  @Test
  void refusesBadNames() {
    assertRefused(Map.of("directory", "/a", "stores.Team.directory", "/b"), "'Team'");
    assertRefused(
        Map.of("directory", "/a", "stores.default.directory", "/b"), "names a store 'default'");
  }

  private static void assertRefused(Map<String, String> settings, String cause) {
    Map<String, String> whole = new HashMap<>();
    settings.forEach((name, value) -> whole.put("modelwright.artifacts." + name, value));
    assertThatThrownBy(() -> bound(whole)).rootCause().hasMessageContaining(cause);
  }

  private static ArtifactProperties bound(Map<String, String> settings) {
    return bound(new MapPropertySource("settings", new HashMap<>(settings)));
  }

  private static ArtifactProperties boundToVariables(Map<String, String> variables) {
    return bound(
        new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables)));
  }

  private static ArtifactProperties bound(PropertySource<?> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(settings);
    return Binder.get(environment).bind("modelwright.artifacts", ArtifactProperties.class).get();
  }
}
