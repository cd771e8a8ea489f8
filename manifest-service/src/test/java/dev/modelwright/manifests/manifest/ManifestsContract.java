package dev.modelwright.manifests.manifest;

import static dev.modelwright.manifests.manifest.ManifestFixture.ACCOUNT;
import static dev.modelwright.manifests.manifest.ManifestFixture.MODEL_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.Manifest;
import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of manifests keeps. */
public abstract class ManifestsContract {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123Z");
  private static final String OTHER_ACCOUNT = "other/account/here";
  private static final int WRITERS = 32;
  private static final int EACH = 10;

  private Manifests manifests;

  /** An empty store. */
  protected abstract Manifests createManifests();

  @BeforeEach
  void create() {
    manifests = createManifests();
  }

  @Test
  void findsWhatWasAdded() {
    Manifest added = add(ACCOUNT, "a", List.of(MODEL_ID));

    assertThat(manifests.find(added.id())).contains(added);
    assertThat(manifests.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void countsVersionsUnderAccountAndName() {
    assertThat(add(ACCOUNT, "a", List.of()).version()).isEqualTo(1);
    assertThat(add(ACCOUNT, "a", List.of()).version()).isEqualTo(2);
    assertThat(add(ACCOUNT, "b", List.of()).version()).isEqualTo(1);
    assertThat(add(OTHER_ACCOUNT, "a", List.of()).version()).isEqualTo(1);
  }

  @Test
  void addsAnIdOnce() {
    UUID id = UUID.randomUUID();

    Manifest first = add(id, ACCOUNT, "a", List.of());
    Manifest second = add(id, ACCOUNT, "a", List.of());

    assertThat(second).isEqualTo(first);
    assertThat(add(ACCOUNT, "a", List.of()).version()).isEqualTo(2);
  }

  @Test
  void givesVersionsWithoutGapsOrRepeatsToManyWriters() throws Exception {
    List<Integer> versions = new ArrayList<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      Callable<List<Integer>> writer =
          () ->
              IntStream.range(0, EACH)
                  .mapToObj(_ -> add(ACCOUNT, "busy", List.of()).version())
                  .toList();
      for (Future<List<Integer>> written :
          writers.invokeAll(IntStream.range(0, WRITERS).mapToObj(_ -> writer).toList())) {
        versions.addAll(written.get());
      }
    }

    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, WRITERS * EACH).boxed().toList());
  }

  @Test
  void listsPagesThatStayStableWhileManifestsAreAdded() {
    List<Manifest> added =
        IntStream.range(0, 5).mapToObj(_ -> add(ACCOUNT, "a", List.of())).toList();

    Page<Manifest> first = list(Optional.empty(), 2, null);
    add(ACCOUNT, "b", List.of());
    Page<Manifest> second = list(Optional.of("a"), 2, first.next().orElseThrow());
    Page<Manifest> third = list(Optional.of("a"), 2, second.next().orElseThrow());

    assertThat(first.items()).hasSize(2);
    assertThat(versions(first, second, third))
        .containsExactlyElementsOf(added.stream().map(Manifest::version).toList());
    assertThat(third.next()).isEmpty();
  }

  @Test
  void listsOnlyWhatTheFilterAndTheAccountAllow() {
    Manifest wanted = add(ACCOUNT, "a", List.of(MODEL_ID));
    add(ACCOUNT, "a", List.of());
    add(ACCOUNT, "b", List.of(MODEL_ID));
    add(OTHER_ACCOUNT, "a", List.of(MODEL_ID));

    Page<Manifest> page =
        manifests.list(
            ACCOUNT,
            new Manifests.Filter(Optional.of("a"), Optional.of(MODEL_ID)),
            PageRequest.of(null, null));

    assertThat(page.items()).containsExactly(wanted);
  }

  @Test
  void hidesWhatIsDeletedAndNeverGivesItsVersionAgain() {
    Manifest first = add(ACCOUNT, "a", List.of());
    Manifest second = add(ACCOUNT, "a", List.of());

    assertThat(manifests.delete(second.id(), OTHER_ACCOUNT, NOW)).isEmpty();
    assertThat(manifests.delete(second.id(), ACCOUNT, NOW)).contains(second);
    assertThat(manifests.delete(second.id(), ACCOUNT, NOW)).isEmpty();

    assertThat(manifests.find(second.id())).isEmpty();
    assertThat(manifests.findKept(second.id())).contains(new Kept<>(second, true));
    assertThat(manifests.findKept(first.id())).contains(new Kept<>(first, false));
    assertThat(list(Optional.of("a"), 10, null).items()).containsExactly(first);
    assertThat(add(ACCOUNT, "a", List.of()).version()).isEqualTo(3);
  }

  private Page<Manifest> list(Optional<String> name, int count, String token) {
    return manifests.list(
        ACCOUNT, new Manifests.Filter(name, Optional.empty()), PageRequest.of(count, token));
  }

  @SafeVarargs
  private static List<Integer> versions(Page<Manifest>... pages) {
    return List.of(pages).stream()
        .flatMap(page -> page.items().stream())
        .map(Manifest::version)
        .toList();
  }

  private Manifest add(String account, String name, List<UUID> modelIds) {
    return add(UUID.randomUUID(), account, name, modelIds);
  }

  private Manifest add(UUID id, String account, String name, List<UUID> modelIds) {
    return manifests.add(
        id,
        account,
        name,
        version ->
            ManifestFixture.manifest(
                id, account, name, version, modelIds, NOW.plusMillis(version)));
  }
}
