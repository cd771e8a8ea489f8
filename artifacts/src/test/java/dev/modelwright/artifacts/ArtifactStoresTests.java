package dev.modelwright.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract in a named store, and which store has what. */
class ArtifactStoresTests extends ArtifactsContract {

  private static final URI PUBLIC_URL = URI.create("http://127.0.0.1:8080");
  private static final StoreName TEAM = new StoreName("team");
  private static final ArtifactPath UPLOAD = ArtifactPath.upload("a", "model.bin");

  @TempDir Path directory;
  private DirectoryArtifacts usual;
  private DirectoryArtifacts team;
  private ArtifactStores stores;

  @BeforeEach
  void openStores() {
    usual = new DirectoryArtifacts(directory.resolve("default"), PUBLIC_URL, clock);
    team = new DirectoryArtifacts(TEAM, directory.resolve("team"), PUBLIC_URL, clock);
    stores = new ArtifactStores(Map.of(StoreName.DEFAULT, usual, TEAM, team));
  }

  @Override
  protected Artifacts artifacts() {
    return stores;
  }

  @Override
  protected ArtifactPath placed(ArtifactPath path) {
    return path.in(TEAM);
  }

  @Test
  void keepsEachObjectInTheStoreOfItsPath() {
    stores.create(UPLOAD, bytes("default"));
    stores.create(UPLOAD.in(TEAM), bytes("team"));

    assertThat(usual.read(UPLOAD, 0)).hasContent("default");
    assertThat(team.read(UPLOAD, 0)).hasContent("team");
  }

  @Test
  void pinsInTheStoreThatHasTheBytes() {
    Artifact pinned = stores.pin(stores.create(UPLOAD.in(TEAM), bytes("hello")));

    assertThat(pinned.path())
        .hasToString("stores/team/sha256/" + Sha256.of("hello"))
        .isEqualTo(ArtifactPath.pinned(pinned.sha256()).in(TEAM));
    assertThat(team.find(pinned.path().local())).isPresent();
    assertThat(usual.find(ArtifactPath.pinned(pinned.sha256()))).isEmpty();
  }

  @Test
  void findsTheStoreOfEachSignedUrl() {
    for (ArtifactPath path : new ArtifactPath[] {UPLOAD, UPLOAD.in(TEAM)}) {
      URI url = stores.sign(path, Permission.READ, Duration.ofHours(1)).url();

      assertThat(url.getPath()).isEqualTo("/artifacts/" + path);
      assertThat(stores.resolve(url)).contains(path);
    }
  }

  @Test
  void takesNoSignatureOfOneStoreForAnother() {
    String url = stores.sign(UPLOAD, Permission.READ, Duration.ofHours(1)).url().toString();
    URI moved = URI.create(url.replace("/artifacts/", "/artifacts/stores/team/"));

    assertThatExceptionOfType(InvalidSignatureException.class)
        .isThrownBy(() -> stores.resolve(moved));
  }

  @Test
  void sweepsAllStoresThoughOneFails() throws IOException {
    stores.create(UPLOAD.in(TEAM), bytes("abandoned"));
    breakStore("default", "staged");

    assertThatExceptionOfType(ArtifactStoreException.class)
        .isThrownBy(() -> stores.sweep(Instant.now().plus(Duration.ofHours(1))))
        .withMessageContaining("'default'");
    assertThat(team.find(UPLOAD)).isEmpty();
  }

  @Test
  void saysWhichSettingsAreMissingForAStore() {
    ArtifactPath path = UPLOAD.in(new StoreName("other"));

    assertThatExceptionOfType(ArtifactStoreException.class)
        .isThrownBy(() -> stores.find(path))
        .withMessageContaining("'other'")
        .withMessageContaining("Set modelwright.artifacts.stores.other");
  }

  @Test
  void triesAStoreOutAndLeavesNothing() {
    assertThatNoException().isThrownBy(() -> stores.tryOut(TEAM));

    assertThat(directory.resolve("team/staged")).isEmptyDirectory();
  }

  @Test
  void refusesAStoreThatCannotBeWritten() throws IOException {
    breakStore("team", "incoming");

    assertThatExceptionOfType(ArtifactStoreException.class)
        .isThrownBy(() -> stores.tryOut(TEAM))
        .withMessageContaining("stores/team/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stores/team", "stores/TEAM/a", "stores/default/a", "stores/team/stores/team/a"})
  void refusesPathsThatNameAStoreBadly(String path) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ArtifactPath(path));
  }

  @Test
  void readsAndWritesThePathOfAStore() {
    ArtifactPath path = new ArtifactPath("stores/team/logs/a/1.log");

    assertThat(path.store()).isEqualTo(TEAM);
    assertThat(path.local()).isEqualTo(ArtifactPath.of("logs", "a", "1.log"));
    assertThat(path.local().in(TEAM)).isEqualTo(path);
    assertThat(path.local().store()).isEqualTo(StoreName.DEFAULT);
  }

  @Test
  void givesOutStoresByTheirNames() {
    assertThat(stores.names()).containsExactly(StoreName.DEFAULT, TEAM);
    assertThat(stores.store(TEAM)).isEqualTo(Optional.of(team));
    assertThat(stores.store(new StoreName("other"))).isEmpty();
  }

  /** Nobody, root included, can write into a file as if it were a folder. */
  private void breakStore(String store, String folder) throws IOException {
    Path path = directory.resolve(store).resolve(folder);
    Files.delete(path);
    Files.createFile(path);
  }
}
