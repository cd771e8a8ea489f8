package dev.modelwright.manifests.image;

import static dev.modelwright.manifests.manifest.ManifestFixture.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelwright.manifests.environment.ComputeEnvironmentsInMemory;
import dev.modelwright.manifests.environment.EnvironmentChoice;
import dev.modelwright.manifests.environment.EnvironmentDirectory;
import dev.modelwright.manifests.environment.EnvironmentFixture;
import dev.modelwright.manifests.environment.EnvironmentId;
import dev.modelwright.manifests.manifest.ManifestFixture;
import dev.modelwright.manifests.manifest.ManifestsInMemory;
import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.BuildEnvironment;
import dev.modelwright.schemas.Dependant;
import dev.modelwright.schemas.Problem;
import dev.modelwright.storage.PageRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageOrdersTests {

  private static final UUID MANIFEST_ID = UUID.randomUUID();
  private static final Images.Filter ANY =
      new Images.Filter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123Z");

  private final ManifestsInMemory manifests = new ManifestsInMemory();
  private final ImagesInMemory images = new ImagesInMemory();
  private final List<Image> queued = new ArrayList<>();
  private final List<Problem> rejected = new ArrayList<>();
  private final List<String> ordered = new ArrayList<>();
  private final List<ImageState.Cancelled> cancelled = new ArrayList<>();
  private final List<Image> deleted = new ArrayList<>();
  private final Set<UUID> marks = new HashSet<>();
  private final List<BuildEnvironment> environments = new ArrayList<>();
  @TempDir private static Path folder;

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final EnvironmentDirectory directory =
      EnvironmentFixture.directory(
          new ComputeEnvironmentsInMemory(), EnvironmentFixture.stores(folder), clock);
  private String defaultEnvironment;
  private final ImageOrders orders =
      new ImageOrders(
          account ->
              account.equals("local/modelwright/nobody")
                  ? Optional.empty()
                  : Optional.of(ManifestFixture.account(account, defaultEnvironment)),
          new EnvironmentChoice(directory),
          manifests,
          images,
          new RecordedEvents(),
          clock);
  private final ImageCanceller canceller =
      new ImageCanceller(images, marks::add, new RecordedEvents(), clock);
  private final ImageRemover remover = new ImageRemover(images, new RecordedEvents(), clock);

  @BeforeEach
  void createManifest() {
    manifests.add(
        MANIFEST_ID,
        ACCOUNT,
        "manifest",
        version ->
            ManifestFixture.manifest(MANIFEST_ID, ACCOUNT, "manifest", version, List.of(), NOW));
  }

  @Test
  void ordersTheBuildOfANewImage() {
    orders.order(request(ACCOUNT, "housingmodel-image", MANIFEST_ID));

    assertThat(rejected).isEmpty();
    assertThat(queued).hasSize(1);
    assertThat(queued.getFirst().version()).isEqualTo(1);
    assertThat(queued.getFirst().state()).isEqualTo(new ImageState.NotStarted());
    assertThat(queued.getFirst().manifest().id()).isEqualTo(MANIFEST_ID);
    assertThat(ordered).containsExactly("housingmodel-image:1");
  }

  @Test
  void givesTheNextVersionUnderTheSameName() {
    orders.order(request(ACCOUNT, "image", MANIFEST_ID));
    orders.order(request(ACCOUNT, "image", MANIFEST_ID));
    orders.order(request(ACCOUNT, "other", MANIFEST_ID));

    assertThat(ordered).containsExactly("image:1", "image:2", "other:1");
  }

  @Test
  void publishesAndOrdersAgainWhenTheRequestComesAgainBeforeAnyWorkerBegan() {
    NewImage request = request(ACCOUNT, "image", MANIFEST_ID);

    orders.order(request);
    orders.order(request);

    assertThat(ordered).containsExactly("image:1", "image:1");
    assertThat(queued).hasSize(2);
  }

  @Test
  void ordersNothingAgainOnceAWorkerHasBegun() {
    NewImage request = request(ACCOUNT, "image", MANIFEST_ID);
    orders.order(request);
    images.replace(
        images.find(request.id()).orElseThrow(),
        new ImageState.NotStarted().started(1, URI.create("http://log")));

    orders.order(request);

    assertThat(ordered).containsExactly("image:1");
    assertThat(queued).hasSize(2);
    assertThat(queued.get(1).state()).isInstanceOf(ImageState.Running.class);
  }

  @Test
  void rejectsAnImageOfAMissingManifest() {
    UUID missing = UUID.randomUUID();

    orders.order(request(ACCOUNT, "image", missing));

    assertThat(rejected).hasSize(1);
    assertThat(rejected.getFirst().statusCode()).isEqualTo(422);
    assertThat(rejected.getFirst().message()).contains(missing.toString());
    assertThat(ordered).isEmpty();
  }

  @Test
  void rejectsAnImageOfAnotherAccountsManifest() {
    orders.order(request("other/account/here", "image", MANIFEST_ID));

    assertThat(rejected).extracting(Problem::code).containsExactly("UnknownManifest");
  }

  @Test
  void rejectsAnImageOfAnUnknownAccount() {
    orders.order(request("local/modelwright/nobody", "image", MANIFEST_ID));

    assertThat(rejected)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("UnknownAccount");
          assertThat(problem.statusCode()).isEqualTo(404);
          assertThat(problem.message()).contains("'local/modelwright/nobody'");
        });
    assertThat(ordered).isEmpty();
  }

  @Test
  void ordersWhatNamesNoEnvironmentForTheInstallationsAndSaysSo() {
    orders.order(request(ACCOUNT, "image", MANIFEST_ID));

    String id = EnvironmentId.resource("local", "modelwright", "default");
    assertThat(environments).containsExactly(new BuildEnvironment(id, null, null, Map.of(), null));
    assertThat(queued.getFirst().computeResourceId()).isEqualTo(id);
  }

  @Test
  void ordersForTheAccountsEnvironmentUnlessTheImageNamesAnother() {
    EnvironmentFixture.put(directory, "local", "modelwright", "team", "http://team:5000");
    EnvironmentFixture.put(directory, "local", "modelwright", "other", "http://other:5000");
    defaultEnvironment = EnvironmentId.resource("local", "modelwright", "team");
    String other =
        "/SUBSCRIPTIONS/local/resourcegroups/modelwright/providers/microsoft.machinelearningcompute/operationalizationclusters/OTHER";

    orders.order(request(ACCOUNT, "image", MANIFEST_ID));
    orders.order(request(ACCOUNT, "image", MANIFEST_ID, other));

    assertThat(environments)
        .extracting(environment -> environment.containerRegistry().publicAddress())
        .containsExactly("team:5000", "other:5000");
    assertThat(queued)
        .extracting(Image::computeResourceId)
        .containsExactly(defaultEnvironment, other);
  }

  @Test
  void rejectsAnEnvironmentThatIsUnknownOrOfAnotherSubscription() {
    EnvironmentFixture.put(directory, "theirs", "group", "team", "http://team:5000");
    for (String id :
        List.of(
            EnvironmentId.resource("local", "modelwright", "nowhere"),
            EnvironmentId.resource("theirs", "group", "team"),
            "no id",
            EnvironmentId.resource("local", "..", "team"))) {
      orders.order(request(ACCOUNT, "image", MANIFEST_ID, id));
    }

    assertThat(rejected)
        .hasSize(4)
        .allMatch(problem -> problem.statusCode() == 422)
        .allMatch(problem -> problem.code().equals("UnknownEnvironment"));
    assertThat(images.list(ACCOUNT, ANY, PageRequest.of(null, null)).items()).isEmpty();
  }

  @Test
  void ordersAgainForTheEnvironmentAsItIsNow() {
    EnvironmentFixture.put(directory, "local", "modelwright", "team", "http://before:5000");
    NewImage request =
        request(
            ACCOUNT, "image", MANIFEST_ID, EnvironmentId.resource("local", "modelwright", "team"));

    orders.order(request);
    EnvironmentFixture.put(directory, "local", "modelwright", "team", "http://after:5000");
    orders.order(request);

    assertThat(environments.getLast().containerRegistry().publicAddress()).isEqualTo("after:5000");
  }

  @Test
  void ordersAgainForTheStoreWhereTheLogsBegan() {
    EnvironmentFixture.putIn(directory, "local", "modelwright", "team", "team");
    NewImage request =
        request(
            ACCOUNT, "image", MANIFEST_ID, EnvironmentId.resource("local", "modelwright", "team"));

    orders.order(request);
    EnvironmentFixture.putIn(directory, "local", "modelwright", "team", "default");
    orders.order(request);

    assertThat(environments)
        .extracting(BuildEnvironment::artifactStore)
        .containsExactly("team", "team");
    assertThat(queued).extracting(Image::artifactStore).containsExactly("team", "team");
  }

  @Test
  void rejectsNamesThatNoRepositoryCanHave() {
    for (String name :
        new String[] {
          "", "Image", "a/b", "..", "-a", "a b", "a\nb", "\uD83D\uDE00", "x".repeat(129)
        }) {
      orders.order(request(ACCOUNT, name, MANIFEST_ID));
    }

    assertThat(rejected)
        .hasSize(9)
        .allMatch(problem -> problem.statusCode() == 400)
        .allMatch(problem -> problem.message().contains("lower-case"));
  }

  @Test
  void givesEachAccountARepositoryOfItsOwn() {
    String theirs = Repository.of("sub/Group (x)/acc".toLowerCase(), "image").value();
    String similar = Repository.of("sub/group -x-/acc".toLowerCase(), "image").value();

    assertThat(theirs).matches("sub-group-x-acc-[0-9a-f]{12}/image").isNotEqualTo(similar);
    assertThat(Repository.of(ACCOUNT, "image").value()).isEqualTo("image");
  }

  @Test
  void refusesAnotherRequestUnderAnIdThatIsUsed() {
    NewImage request = request(ACCOUNT, "image", MANIFEST_ID);
    orders.order(request);

    orders.order(new NewImage(request.id(), ACCOUNT, "other", null, MANIFEST_ID, "Docker", null));

    assertThat(rejected).extracting(Problem::code).containsExactly("IdempotencyKeyReused");
    assertThat(rejected.getFirst().message()).contains("'image:1'");
  }

  @Test
  void cancelsABuildThatWaitsOrRunsAndMarksItForItsWorker() {
    NewImage waiting = request(ACCOUNT, "waiting", MANIFEST_ID);
    NewImage running = request(ACCOUNT, "running", MANIFEST_ID);
    orders.order(waiting);
    orders.order(running);
    begin(running.id());

    canceller.cancel(waiting.id(), ACCOUNT);
    canceller.cancel(running.id(), ACCOUNT);
    canceller.cancel(running.id(), ACCOUNT);

    assertThat(marks).containsExactlyInAnyOrder(waiting.id(), running.id());
    assertThat(cancelled).hasSize(3).allMatch(state -> state.problem().statusCode() == 409);
    assertThat(images.find(running.id()).orElseThrow().state())
        .isInstanceOf(ImageState.Cancelled.class);
    assertThat(rejected).isEmpty();
  }

  @Test
  void cancelsNothingThatHasEndedOrIsNotThere() {
    NewImage ended = request(ACCOUNT, "ended", MANIFEST_ID);
    orders.order(ended);
    succeed(ended.id());

    canceller.cancel(ended.id(), ACCOUNT);
    canceller.cancel(ended.id(), "other/account/here");
    canceller.cancel(UUID.randomUUID(), ACCOUNT);

    assertThat(rejected)
        .extracting(Problem::code)
        .containsExactly("BuildEnded", "UnknownImage", "UnknownImage");
    assertThat(marks).isEmpty();
  }

  @Test
  void ordersNoBuildOfACancelledImageAgain() {
    NewImage request = request(ACCOUNT, "image", MANIFEST_ID);
    orders.order(request);
    canceller.cancel(request.id(), ACCOUNT);

    orders.order(request);

    assertThat(ordered).containsExactly("image:1");
  }

  @Test
  void deletesAnImageOnlyAfterItsEnd() {
    NewImage request = request(ACCOUNT, "image", MANIFEST_ID);
    orders.order(request);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> remover.delete(request.id(), ACCOUNT))
        .satisfies(refused -> {
          assertThat(refused.problem().statusCode()).isEqualTo(409);
          assertThat(refused.problem().message()).contains("/cancel");
        });
    succeed(request.id());

    assertThat(remover.delete(request.id(), "other/account/here")).isEmpty();
    assertThat(remover.delete(request.id(), ACCOUNT)).isPresent();
    assertThat(remover.delete(UUID.randomUUID(), ACCOUNT)).isEmpty();
    orders.order(request);

    assertThat(deleted).extracting(Image::id).containsExactly(request.id());
    assertThat(rejected).extracting(Problem::code).containsExactly("IdTaken");
  }

  @Test
  void knowsWhichImagesAreMadeOfAManifest() {
    NewImage request = request(ACCOUNT, "image", MANIFEST_ID);
    orders.order(request);
    ImagesOfManifests users = new ImagesOfManifests(images);

    assertThat(users.of(ACCOUNT, MANIFEST_ID, 5))
        .containsExactly(new Dependant(request.id(), "image 'image:1'"));
    assertThat(users.of(ACCOUNT, UUID.randomUUID(), 5)).isEmpty();
  }

  private void begin(UUID id) {
    Image image = images.find(id).orElseThrow();
    images.replace(image, image.state().started(1, URI.create("http://log")));
  }

  private void succeed(UUID id) {
    begin(id);
    Image image = images.find(id).orElseThrow();
    images.replace(image, image.state().succeeded(1, "r/i:1", "sha256:d", List.of(), NOW));
  }

  private static NewImage request(String account, String name, UUID manifestId) {
    return request(account, name, manifestId, null);
  }

  private static NewImage request(
      String account, String name, UUID manifestId, String computeResourceId) {
    return new NewImage(
        UUID.randomUUID(), account, name, null, manifestId, "Docker", computeResourceId);
  }

  private final class RecordedEvents implements ImageEvents {

    @Override
    public void queued(Image image) {
      queued.add(image);
    }

    @Override
    public void rejected(NewImage request, Problem problem) {
      rejected.add(problem);
    }

    @Override
    public void ordered(Image image, Repository repository, BuildEnvironment environment) {
      environments.add(environment);
      ordered.add(repository + ":" + image.version());
    }

    @Override
    public void cancelled(Image image, ImageState.Cancelled state) {
      cancelled.add(state);
    }

    @Override
    public void cancellationRejected(UUID id, String account, Problem problem) {
      rejected.add(problem);
    }

    @Override
    public void deleted(Image image, Instant deletedAt) {
      deleted.add(image);
    }
  }
}
