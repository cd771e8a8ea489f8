package dev.modelwright.registry.model;

import static dev.modelwright.registry.model.ModelFixture.ACCOUNT;
import static dev.modelwright.registry.model.ModelFixture.NAME;
import static dev.modelwright.registry.model.ModelFixture.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of models keeps to. Each test begins with an empty one. */
public abstract class ModelsContract {

  private static final int WRITERS = 32;
  private static final int MODELS_PER_WRITER = 5;
  private static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");
  private static final Models.Filter ALL = new Models.Filter(Optional.empty(), List.of());

  protected abstract Models models();

  @Test
  void findsWhatWasAdded() {
    UUID id = UUID.randomUUID();

    Model added = add(id, ACCOUNT, NAME, "a", "b");

    assertThat(added).isEqualTo(ModelFixture.model(id, ACCOUNT, NAME, 1, "a", "b"));
    assertThat(models().find(id)).contains(added);
    assertThat(models().find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void countsVersionsUnderEachAccountAndName() {
    assertThat(add(ACCOUNT, NAME).version()).isEqualTo(1);
    assertThat(add(ACCOUNT, NAME).version()).isEqualTo(2);
    assertThat(add(ACCOUNT, "other").version()).isEqualTo(1);
    assertThat(add(OTHER_ACCOUNT, NAME).version()).isEqualTo(1);
    assertThat(add(ACCOUNT, NAME).version()).isEqualTo(3);
  }

  @Test
  void addsTheSameIdOnce() {
    UUID id = UUID.randomUUID();
    Model first = add(id, ACCOUNT, NAME);

    Model second = add(id, ACCOUNT, "other");

    assertThat(second).isEqualTo(first);
    assertThat(add(ACCOUNT, "other").version()).isEqualTo(1);
  }

  @Test
  void returnsAnIdOfAnotherAccountAsItIs() {
    UUID id = UUID.randomUUID();
    Model first = add(id, ACCOUNT, NAME);

    assertThat(add(id, OTHER_ACCOUNT, NAME)).isEqualTo(first);
  }

  @Test
  void leavesNoGapUnderManyWriters() throws Exception {
    List<Callable<List<Integer>>> writers =
        IntStream.range(0, WRITERS)
            .<Callable<List<Integer>>>mapToObj(_ -> this::addSeveral)
            .toList();

    List<Integer> versions = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (var writer : threads.invokeAll(writers)) {
        versions.addAll(writer.get());
      }
    }

    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, WRITERS * MODELS_PER_WRITER).boxed().toList());
  }

  private List<Integer> addSeveral() {
    return IntStream.range(0, MODELS_PER_WRITER)
        .map(_ -> add(ACCOUNT, NAME).version())
        .boxed()
        .toList();
  }

  @Test
  void letsOneOfManyWritersOfOneIdWin() throws Exception {
    UUID id = UUID.randomUUID();
    List<Callable<Model>> writers =
        IntStream.range(0, WRITERS)
            .<Callable<Model>>mapToObj(_ -> () -> add(id, ACCOUNT, NAME))
            .toList();

    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      assertThat(threads.invokeAll(writers)).map(writer -> writer.get().version()).containsOnly(1);
    }
    assertThat(list(ALL)).hasSize(1);
  }

  @Test
  void filtersByName() {
    Model wanted = add(ACCOUNT, NAME);
    add(ACCOUNT, "housing");
    add(OTHER_ACCOUNT, NAME);

    assertThat(list(new Models.Filter(Optional.of(NAME), List.of()))).containsExactly(wanted);
  }

  @Test
  void filtersByAllTagsThatAreGiven() {
    Model both = add(UUID.randomUUID(), ACCOUNT, NAME, "a", "b,c");
    Model one = add(UUID.randomUUID(), ACCOUNT, NAME, "a");
    add(ACCOUNT, NAME);

    assertThat(list(new Models.Filter(Optional.empty(), List.of("a"))))
        .containsExactlyInAnyOrder(both, one);
    assertThat(list(new Models.Filter(Optional.empty(), List.of("b,c", "a"))))
        .containsExactly(both);
  }

  @Test
  void pagesInOrderOfCreationAndThenOfId() {
    Instant early = Instant.parse("2026-01-01T00:00:00.001Z");
    Instant late = Instant.parse("2026-01-01T00:00:00.002Z");
    Model third = addAt(late, "ffffffff-0000-0000-0000-000000000000");
    Model second = addAt(late, "0a000000-0000-0000-0000-000000000000");
    Model first = addAt(early, "eeeeeeee-0000-0000-0000-000000000000");

    Page<Model> page = models().list(ACCOUNT, ALL, PageRequest.of(1, null));
    assertThat(page.items()).containsExactly(first);
    page = models().list(ACCOUNT, ALL, PageRequest.of(1, page.next().orElseThrow()));
    assertThat(page.items()).containsExactly(second);
    page = models().list(ACCOUNT, ALL, PageRequest.of(1, page.next().orElseThrow()));
    assertThat(page.items()).containsExactly(third);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void hidesWhatIsDeletedAndNeverGivesItsVersionAgain() {
    Model first = add(ACCOUNT, NAME);
    Model second = add(ACCOUNT, NAME);

    assertThat(models().delete(second.id(), OTHER_ACCOUNT, NOW)).isEmpty();
    assertThat(models().delete(second.id(), ACCOUNT, NOW)).contains(second);
    assertThat(models().delete(second.id(), ACCOUNT, NOW)).isEmpty();

    assertThat(models().find(second.id())).isEmpty();
    assertThat(models().findKept(second.id())).contains(new Kept<>(second, true));
    assertThat(models().findKept(first.id())).contains(new Kept<>(first, false));
    assertThat(list(ALL)).containsExactly(first);
    assertThat(add(ACCOUNT, NAME).version()).isEqualTo(3);
  }

  @Test
  void continuesAListWhereItStoodWhateverIsAddedOrDeletedMeanwhile() {
    List<Model> added =
        IntStream.range(0, 4)
            .mapToObj(number -> addAt(NOW.plusMillis(number), UUID.randomUUID().toString()))
            .toList();

    Page<Model> page = models().list(ACCOUNT, ALL, PageRequest.of(2, null));
    models().delete(added.get(1).id(), ACCOUNT, NOW);
    models().delete(added.get(2).id(), ACCOUNT, NOW);
    Model late = addAt(NOW.plusMillis(9), UUID.randomUUID().toString());
    page = models().list(ACCOUNT, ALL, PageRequest.of(2, page.next().orElseThrow()));

    assertThat(page.items()).containsExactly(added.get(3), late);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void findsTagsHoweverUnicodeComposesThem() {
    Model composed = add(UUID.randomUUID(), ACCOUNT, NAME, "caf\u00e9");

    assertThat(composed.tags()).containsExactly("caf\u00e9");
    assertThat(list(new Models.Filter(Optional.empty(), List.of("cafe\u0301"))))
        .containsExactly(composed);
    assertThat(list(new Models.Filter(Optional.empty(), List.of("Caf\u00e9")))).isEmpty();
  }

  @Test
  void listsNothingOfAnEmptyAccount() {
    assertThat(models().list(ACCOUNT, ALL, PageRequest.of(null, null)))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void listsNothingUnderANameThatNoModelHas() {
    add(ACCOUNT, NAME);

    Models.Filter unknown = new Models.Filter(Optional.of("nobody"), List.of());

    assertThat(models().list(ACCOUNT, unknown, PageRequest.of(null, null)))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  private Model add(String account, String name) {
    return add(UUID.randomUUID(), account, name);
  }

  private Model add(UUID id, String account, String name, String... tags) {
    return models()
        .add(id, account, name, version -> ModelFixture.model(id, account, name, version, tags));
  }

  private Model addAt(Instant createdAt, String id) {
    UUID uuid = UUID.fromString(id);
    return models()
        .add(
            uuid,
            ACCOUNT,
            NAME,
            version -> ModelFixture.createdAt(createdAt, uuid, ACCOUNT, NAME, version));
  }

  private List<Model> list(Models.Filter filter) {
    return models().list(ACCOUNT, filter, PageRequest.of(null, null)).items();
  }
}
