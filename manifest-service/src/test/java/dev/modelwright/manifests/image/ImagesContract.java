package dev.modelwright.manifests.image;

import static dev.modelwright.manifests.manifest.ManifestFixture.ACCOUNT;
import static dev.modelwright.manifests.manifest.ManifestFixture.MODEL_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.manifests.environment.EnvironmentId;
import dev.modelwright.manifests.manifest.ManifestFixture;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Phase;
import dev.modelwright.schemas.Problem;
import dev.modelwright.storage.Kept;
import dev.modelwright.storage.PageRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of images keeps. */
public abstract class ImagesContract {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123Z");
  private static final URI LOG = URI.create("http://127.0.0.1:8080/images/1/log");
  private static final List<Phase> PHASES =
      List.of(
          new Phase("environment", NOW, Duration.ofMillis(1234), true),
          new Phase("models", NOW.plusSeconds(2), null, false));

  private final Manifest manifest =
      ManifestFixture.manifest(UUID.randomUUID(), ACCOUNT, "manifest", 1, List.of(MODEL_ID), NOW);
  private Images images;

  /** An empty store. */
  protected abstract Images createImages();

  @BeforeEach
  void create() {
    images = createImages();
  }

  @Test
  void findsWhatWasAddedUnderTheNextVersion() {
    Image first = add("image");
    Image second = add("image");

    assertThat(images.find(first.id())).contains(first);
    assertThat(first.version()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
  }

  @Test
  void keepsEveryStateAsItIs() {
    List<UnaryOperator<ImageState>> ways =
        List.of(
            state -> state,
            state -> state.started(1, LOG),
            state -> state.started(2, LOG).progressed(2, PHASES),
            state -> state.started(1, LOG).succeeded(1, "r/i:1", "sha256:d", PHASES, NOW),
            state ->
                state
                    .started(1, LOG)
                    .failed(1, Problem.of("InitFailed", 400, "init() raised"), PHASES, NOW),
            state -> state.cancelled(Problem.of("Cancelled", 409, "cancelled"), NOW),
            state ->
                state.started(1, LOG).cancelled(Problem.of("Cancelled", 409, "cancelled"), NOW));
    for (UnaryOperator<ImageState> way : ways) {
      Image image = add("image");
      ImageState state = way.apply(image.state());

      assertThat(images.replace(image, state)).isTrue();

      assertThat(images.find(image.id()).orElseThrow().state()).isEqualTo(state);
    }
  }

  @Test
  void replacesNothingWhenSomebodyElseWasQuicker() {
    Image seen = add("image");
    ImageState running = seen.state().started(1, LOG);
    images.replace(seen, running);

    assertThat(images.replace(seen, seen.state().started(2, LOG))).isFalse();

    assertThat(images.find(seen.id()).orElseThrow().state()).isEqualTo(running);
  }

  @Test
  void progressReachesTheImageOfItsAccountOnly() {
    Image image = add("image");
    ImageProgress progress = new ImageProgress(images);

    assertThat(progress.apply(image.id(), ACCOUNT, state -> state.started(1, LOG))).isTrue();
    assertThat(progress.apply(image.id(), "other/account/here", state -> state.started(2, LOG)))
        .isFalse();
    assertThat(progress.apply(UUID.randomUUID(), ACCOUNT, state -> state.started(1, LOG)))
        .isFalse();
    assertThat(images.find(image.id()).orElseThrow().state().attempt()).isEqualTo(1);
  }

  @Test
  void hidesWhatIsDeletedAndNeverGivesItsVersionAgain() {
    Image first = add("image");
    Image second = add("image");

    assertThat(images.delete(second.with(second.state().started(1, LOG)), NOW)).isFalse();
    assertThat(images.delete(second, NOW)).isTrue();
    assertThat(images.delete(second, NOW)).isFalse();
    assertThat(images.replace(second, second.state().started(1, LOG))).isFalse();

    assertThat(images.find(second.id())).isEmpty();
    assertThat(images.findKept(second.id())).contains(new Kept<>(second, true));
    assertThat(list(filter("image", manifest.id(), "manifest", MODEL_ID, "NotStarted")))
        .containsExactly(first.id());
    assertThat(add("image").version()).isEqualTo(3);
  }

  @Test
  void listsWhatEveryConditionAllows() {
    Image wanted = add("image");
    images.replace(wanted, wanted.state().started(1, LOG));
    add("image");
    add("other");

    assertThat(list(filter("image", manifest.id(), "manifest", MODEL_ID, "Running")))
        .containsExactly(wanted.id());
    assertThat(list(filter("image", manifest.id(), "manifest", MODEL_ID, "Failed"))).isEmpty();
    assertThat(list(filter("image", UUID.randomUUID(), "manifest", MODEL_ID, "Running"))).isEmpty();
    assertThat(list(filter("image", manifest.id(), "else", MODEL_ID, "Running"))).isEmpty();
    assertThat(list(filter("image", manifest.id(), "manifest", UUID.randomUUID(), "Running")))
        .isEmpty();
  }

  @Test
  void knowsWhatWaitsAndSinceWhen() {
    assertThat(images.waiting()).isEqualTo(new WaitingImages(0, Optional.empty()));
    Image begun = add("begun", NOW, null);
    add("waiting", NOW.plusSeconds(2), null);
    add("waiting", NOW.plusSeconds(1), null);
    images.replace(begun, begun.state().started(1, LOG));
    images.delete(add("deleted", NOW, null), NOW);

    assertThat(images.waiting()).isEqualTo(new WaitingImages(2, Optional.of(NOW.plusSeconds(1))));
  }

  private List<UUID> list(Images.Filter filter) {
    return images.list(ACCOUNT, filter, PageRequest.of(null, null)).items().stream()
        .map(Image::id)
        .toList();
  }

  private static Images.Filter filter(
      String name, UUID manifestId, String manifestName, UUID modelId, String state) {
    return new Images.Filter(
        Optional.of(name),
        Optional.of(manifestId),
        Optional.of(manifestName),
        Optional.of(modelId),
        Optional.of(state));
  }

  @Test
  void findsWhatIsOnItsWayToAnEnvironmentHoweverItIsSpelled() {
    EnvironmentId environment = new EnvironmentId("sub", "group", "env");
    Image waiting = add("a", EnvironmentId.resource("Sub", "Group", "Env"));
    Image running = add("b", EnvironmentId.resource("sub", "group", "env"));
    Image failed = add("c", EnvironmentId.resource("sub", "group", "env"));
    add("d", EnvironmentId.resource("sub", "group", "other"));
    add("e", null);
    images.replace(running, running.state().started(1, LOG));
    images.replace(
        failed, failed.state().cancelled(Problem.of("Cancelled", 409, "cancelled"), NOW));

    assertThat(images.unfinished(environment, 10))
        .extracting(Image::id)
        .containsExactlyInAnyOrder(waiting.id(), running.id());
    assertThat(images.unfinished(environment, 1)).hasSize(1);
  }

  private Image add(String name) {
    return add(name, NOW, null);
  }

  private Image add(String name, String computeResourceId) {
    return add(name, NOW, computeResourceId);
  }

  private Image add(String name, Instant createdAt, String computeResourceId) {
    UUID id = UUID.randomUUID();
    return images.add(
        id,
        ACCOUNT,
        name,
        version ->
            new Image(
                id,
                ACCOUNT,
                name,
                version,
                null,
                "Docker",
                computeResourceId,
                computeResourceId == null ? null : "team",
                manifest,
                new ImageState.NotStarted(),
                createdAt));
  }
}
