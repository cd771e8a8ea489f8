package dev.modelwright.manifests.environment;

import static dev.modelwright.manifests.environment.EnvironmentFixture.NOTHING;
import static dev.modelwright.manifests.environment.EnvironmentFixture.going;
import static dev.modelwright.manifests.environment.EnvironmentFixture.storing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.UnusableContainerRegistryException;
import dev.modelwright.distribution.UnusableContainerRegistryException.Reason;
import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.Dependant;
import dev.modelwright.schemas.Environment;
import dev.modelwright.schemas.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentDirectoryTests {

  private static final EnvironmentId ID = new EnvironmentId("sub", "group", "env");
  private static final String URL = "https://registry.example.org";

  @TempDir private static Path folder;

  private final ComputeEnvironments store = new ComputeEnvironmentsInMemory();
  private final List<ContainerRegistryAccess> tried = new ArrayList<>();
  private final List<Dependant> onTheWay = new ArrayList<>();
  private final EnvironmentDirectory environments =
      new EnvironmentDirectory(
          store,
          EnvironmentFixture.INSTALLATION,
          this::tryOut,
          EnvironmentFixture.stores(folder),
          (id, _) -> id.equals(ID) ? onTheWay : List.of(),
          EnvironmentFixture.SEAL,
          Clock.systemUTC());
  private UnusableContainerRegistryException wrong;

  private void tryOut(ContainerRegistryAccess access) {
    tried.add(access);
    if (wrong != null) {
      throw wrong;
    }
  }

  @Test
  void hasTheInstallationsEnvironmentFromTheStartWithItsSettings() {
    Environment environment = environments.find(EnvironmentId.DEFAULT).orElseThrow();

    assertThat(environment.containerRegistry().publicAddress()).isEqualTo("public.example.org");
    assertThat(environment.containerRegistry().username()).isEqualTo("installation");
    assertThat(environment.containerRegistry().inherited()).isTrue();
    assertThat(environments.keys(EnvironmentId.DEFAULT).orElseThrow().password())
        .isEqualTo("its password");
    assertThat(tried).isEmpty();
  }

  @Test
  void triesAContainerRegistryOutBeforeItKeepsIt() {
    EnvironmentChanges changes =
        new EnvironmentChanges(
            "eastus2",
            Map.of("a", "b"),
            "of a team",
            new EnvironmentChanges.Registry(
                URL, "pull.example.org:443", "team/a", "user", "s3cret"),
            new Limits(1L << 30, null, Duration.ofMinutes(10)),
            Map.of("Python", "python-slim"),
            null);

    EnvironmentDirectory.Put put = environments.put("Sub", "Group", "Env", changes);

    assertThat(put.isNew()).isTrue();
    assertThat(put.environment().name()).isEqualTo("Env");
    assertThat(put.environment().containerRegistry())
        .isEqualTo(
            new Environment.Registry(
                URI.create(URL), "pull.example.org:443", "team/a", "user", false));
    assertThat(tried)
        .singleElement()
        .satisfies(access -> {
          assertThat(access.location()).isEqualTo("pull.example.org:443/team/a");
          assertThat(access.credentials()).contains(new Credentials("user", "s3cret"));
        });
    assertThat(store.find(ID).orElseThrow().toString()).doesNotContain("s3cret");
    assertThat(environments.keys(ID).orElseThrow().password()).isEqualTo("s3cret");
  }

  @Test
  void keepsNothingAndSaysWhatIsWrongWhenTheContainerRegistryCannotBeUsed() {
    wrong = new UnusableContainerRegistryException(Reason.UNAUTHORIZED, "wrong password", null);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> environments.put("sub", "group", "env", going(URL, "user", "wrong")))
        .withMessageContaining("'sub/group/env': wrong password")
        .satisfies(e -> {
          assertThat(e.problem().statusCode()).isEqualTo(422);
          assertThat(e.problem().details().getFirst().code()).isEqualTo("Unauthorized");
        });
    assertThat(environments.find(ID)).isEmpty();
  }

  @Test
  void needsThePasswordAgainOnlyWhenItsUseChanges() {
    environments.put("sub", "group", "env", going(URL, "user", "s3cret"));

    environments.put("sub", "group", "env", going(URL, "user", null));
    environments.change(ID, going(URL, "user", ""));

    assertThat(tried.getLast().credentials()).contains(new Credentials("user", "s3cret"));
    for (EnvironmentChanges other :
        List.of(going(URL, "other", null), going("https://attacker.example.org", "user", null))) {
      assertThatExceptionOfType(RejectedException.class)
          .isThrownBy(() -> environments.change(ID, other))
          .withMessageContaining("not its password");
    }
  }

  @Test
  void changesOnlyWhatIsSaidAndReplacesAllWhenPut() {
    environments.put("sub", "group", "env", going(URL, null, null));
    String key = environments.keys(ID).orElseThrow().storageKey();
    EnvironmentChanges described =
        new EnvironmentChanges(null, Map.of("a", "b"), "new", null, null, null, null);

    Environment changed = environments.change(ID, described).orElseThrow();
    Environment put = environments.put("SUB", "group", "env", NOTHING).environment();

    assertThat(changed.containerRegistry().inherited()).isFalse();
    assertThat(changed.description()).isEqualTo("new");
    assertThat(put.containerRegistry().inherited()).isTrue();
    assertThat(put.subscription()).isEqualTo("sub");
    assertThat(put.tags()).isEmpty();
    assertThat(environments.keys(ID).orElseThrow().storageKey()).isEqualTo(key);
    assertThat(environments.change(new EnvironmentId("sub", "group", "none"), NOTHING)).isEmpty();
  }

  @Test
  void hasAStorageAccountThatAzureWouldAllow() {
    environments.put("sub", "group", "env", NOTHING);

    Environment.Keys keys = environments.keys(ID).orElseThrow();

    assertThat(keys.storageAccount()).matches("[a-z0-9]{3,24}");
    assertThat(Base64.getDecoder().decode(keys.storageKey())).hasSize(64);
    assertThat(environments.keysOfStorageAccount(keys.storageAccount())).contains(keys);
    assertThat(environments.keysOfStorageAccount("mwnone")).isEmpty();
    assertThat(store.find(ID).orElseThrow().sealedStorageKey()).doesNotContain(keys.storageKey());
  }

  @Test
  void deletesAllButTheInstallationsOwn() {
    environments.put("sub", "group", "env", NOTHING);

    assertThat(environments.delete(ID)).isTrue();
    assertThat(environments.delete(ID)).isFalse();
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> environments.delete(EnvironmentId.DEFAULT))
        .satisfies(e -> assertThat(e.problem().statusCode()).isEqualTo(409));
  }

  @Test
  void keepsAnEnvironmentThatImagesAreOnTheWayToAndNamesThem() {
    environments.put("sub", "group", "env", NOTHING);
    UUID image = UUID.randomUUID();
    onTheWay.add(new Dependant(image, "image 'housing:1' of account 'sub/group/a'"));

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> environments.delete(ID))
        .withMessageContaining("'sub/group/env': image 'housing:1'")
        .satisfies(e -> {
          assertThat(e.problem().statusCode()).isEqualTo(409);
          assertThat(e.problem().details().getFirst().target()).isEqualTo(image.toString());
        });
    assertThat(environments.find(ID)).isPresent();
    onTheWay.clear();
    assertThat(environments.delete(ID)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://host", "no url at all", "https://user:s3cret@host", "https://h/v2"})
  void refusesUrlsThatAreNone(String url) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> environments.put("sub", "group", "env", going(url, null, null)))
        .withMessageNotContaining("s3cret")
        .satisfies(e -> assertThat(e.problem().statusCode()).isEqualTo(400));
    assertThat(tried).isEmpty();
  }

  @Test
  void refusesLimitsAndRuntimesThatMakeNoSense() {
    for (EnvironmentChanges changes :
        List.of(
            limited(new Limits(1L, null, null)),
            limited(new Limits(null, 0.0, null)),
            limited(new Limits(null, Double.NaN, null)),
            limited(new Limits(null, null, Duration.ZERO)),
            limited(new Limits(null, null, Duration.ofDays(2))),
            running(Map.of("Cobol", "python")),
            running(Map.of("Python", "../python")))) {
      assertThatExceptionOfType(RejectedException.class)
          .isThrownBy(() -> environments.put("sub", "group", "env", changes))
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo("InvalidEnvironment"));
    }
  }

  @Test
  void triesAnArtifactStoreOutBeforeItKeepsIt() {
    environments.put("sub", "group", "env", storing("team"));
    environments.change(ID, NOTHING);

    assertThat(environments.find(ID).orElseThrow().artifactStore()).isEqualTo("team");
    assertThat(environments.keys(ID).orElseThrow().artifactStore()).isEqualTo("team");
    assertThat(folder.resolve("team/staged")).isEmptyDirectory();
    environments.put("sub", "group", "env", NOTHING);
    assertThat(environments.find(ID).orElseThrow().artifactStore()).isEqualTo("default");
  }

  @Test
  void namesTheArtifactStoresThatAreThereWhenAnUnknownOneIsWanted() {
    for (String unknown : List.of("nowhere", "", "Team", "a\nb")) {
      assertThatExceptionOfType(RejectedException.class)
          .isThrownBy(() -> environments.put("sub", "group", "env", storing(unknown)))
          .withMessageContaining("is not one of default, team.")
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo("UnknownArtifactStore"));
    }
    assertThat(environments.find(ID)).isEmpty();
  }

  @Test
  void refusesAnArtifactStoreThatCannotBeWritten() throws IOException {
    environments.put("sub", "group", "env", NOTHING);
    Path incoming = folder.resolve("team/incoming");
    Files.delete(incoming);
    Files.createFile(incoming);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> environments.change(ID, storing("team")))
        .withMessageContaining("artifact store 'team' cannot be used: Cannot store artifact")
        .satisfies(e -> assertThat(e.problem().statusCode()).isEqualTo(422));
    assertThat(environments.find(ID).orElseThrow().artifactStore()).isEqualTo("default");
    Files.delete(incoming);
  }

  @Test
  void readsIdsInAnySpelling() {
    assertThat(
            EnvironmentId.ofResource(
                "/subscriptions/Sub/resourcegroups/Group/providers/microsoft.MACHINELEARNINGCOMPUTE/operationalizationClusters/Env"))
        .contains(ID);
    for (String none :
        List.of("", "env", "/subscriptions/a/b", "/subscriptions//resourceGroups/")) {
      assertThat(EnvironmentId.ofResource(none)).isEqualTo(Optional.empty());
    }
  }

  private static EnvironmentChanges limited(Limits limits) {
    return new EnvironmentChanges(null, null, null, null, limits, null, null);
  }

  private static EnvironmentChanges running(Map<String, String> runtimes) {
    return new EnvironmentChanges(null, null, null, null, null, runtimes, null);
  }
}
