package dev.modelwright.worker.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.ContentFormat;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.distribution.InMemoryContainerRegistry;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Tag;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.Failure.Reason;
import dev.modelwright.worker.build.Outcome.Abandoned;
import dev.modelwright.worker.build.Outcome.Failed;
import dev.modelwright.worker.build.Outcome.Succeeded;
import dev.modelwright.worker.build.cancellation.ArtifactCancellations;
import dev.modelwright.worker.build.log.ArtifactBuildLogs;
import dev.modelwright.worker.build.telemetry.MeteredBuilds;
import dev.modelwright.worker.engine.Container;
import dev.modelwright.worker.engine.ContainerOrder;
import dev.modelwright.worker.engine.ContainerOrder.Network;
import dev.modelwright.worker.engine.FakeEngine;
import dev.modelwright.worker.engine.FakeEngine.Installed;
import dev.modelwright.worker.engine.Limits;
import dev.modelwright.worker.environment.Environments;
import dev.modelwright.worker.environment.InstallationSettings;
import dev.modelwright.worker.image.AssetPart;
import dev.modelwright.worker.image.ImageAssembler;
import dev.modelwright.worker.image.Images;
import dev.modelwright.worker.image.ManifestIdentity;
import dev.modelwright.worker.image.ModelPart;
import dev.modelwright.worker.image.PartLayers;
import dev.modelwright.worker.layer.LayerContents;
import dev.modelwright.worker.layer.LayerWriter;
import dev.modelwright.worker.layer.Layers;
import dev.modelwright.worker.layer.PinnedContent;
import dev.modelwright.worker.runtime.ServingRuntimes;
import dev.modelwright.worker.verification.RecentImages;
import dev.modelwright.worker.verification.VerificationSettings;
import dev.modelwright.worker.verification.Verifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuilderTests {

  private static final RepositoryName REPOSITORY = RepositoryName.of("team/housing");
  private static final Ownership OURS = () -> {};
  private static final Limits LIMITS = new Limits(1L << 30, 1, 100);

  @TempDir private Path directory;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Clock clock = Clock.systemUTC();
  private final InMemoryContainerRegistry registry = new InMemoryContainerRegistry();
  private final FakeEngine engine = new FakeEngine();
  private final RecordedEvents events = new RecordedEvents();
  private Artifacts artifacts;
  private ImageBuilder builder;

  @BeforeEach
  void makeBuilder() throws IOException {
    artifacts =
        new DirectoryArtifacts(
            directory.resolve("artifacts"), URI.create("http://localhost"), clock);
    makeRuntime();
    builder = builderOn(registry);
  }

  private ImageBuilder builderOn(InMemoryContainerRegistry registry) {
    Layers layers = new Layers(registry, new LayerWriter(registry));
    LayerContents contents = new LayerContents(artifacts, ArchiveLimits.standard(), directory);
    Images images = new Images(registry);
    Workshop workshop =
        new Workshop(
            "registry.example:5000",
            engine,
            new ServingRuntimes(directory.resolve("runtimes"), Map.of(), layers, images),
            new Environments(
                engine,
                "registry.example:5000",
                new InstallationSettings(
                    LIMITS, Duration.ofMinutes(1), Map.of(), false, Optional.empty()),
                artifacts,
                layers,
                contents,
                images,
                clock),
            new PartLayers(layers, contents),
            new ImageAssembler(layers, images),
            images,
            new Verifier(
                engine,
                new VerificationSettings(LIMITS, Duration.ofSeconds(5)),
                new RecentImages(10),
                clock));
    return new ImageBuilder(
        "worker-1",
        _ -> workshop,
        new ArtifactBuildLogs(artifacts, clock),
        events,
        new ArtifactCancellations(artifacts),
        new MeteredBuilds(meters, Traces.unexported(), 1),
        new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(2)),
        clock);
  }

  private void makeRuntime() throws IOException {
    Path slim = Files.createDirectories(directory.resolve("runtimes/python-slim"));
    Files.writeString(slim.resolve("rootfs.tar"), "no real root file system");
    Files.writeString(slim.resolve("server.tar"), "no real server");
    Files.writeString(
        slim.resolve("runtime.json"),
        """
        {"runtimeType": "PythonSlim", "python": "3.11", "env": {"PATH": "/usr/bin"}, "key": "k"}
        """);
  }

  @Test
  void countsAndTimesWhatItDoes() {
    builder.build(order("numpy"), OURS);
    builder.build(order("numpy"), OURS);
    builder.build(order("numpy", "Cobol"), OURS);

    assertThat(meters.get("modelwright.builds.duration").tag("result", "succeeded").timer().count())
        .isEqualTo(2);
    assertThat(meters.get("modelwright.builds.duration").tag("result", "failed").timer())
        .satisfies(failed -> assertThat(failed.count()).isEqualTo(1))
        .satisfies(failed -> assertThat(failed.getId().getTag("reason")).isNotEqualTo("none"));
    for (String reused : List.of("false", "true")) {
      assertThat(
              meters
                  .get("modelwright.builds.phase.duration")
                  .tags("phase", "models", "reused", reused)
                  .timer()
                  .count())
          .isEqualTo(1);
    }
    assertThat(meters.get("modelwright.builds.running").gauge().value()).isZero();
    assertThat(meters.get("modelwright.builds.slots").gauge().value()).isEqualTo(1);
  }

  @Test
  void makesVerifiesAndTagsTheImage() {
    Outcome outcome = builder.build(order("numpy"), OURS);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Succeeded.class,
            succeeded ->
                assertThat(succeeded.location())
                    .hasToString("registry.example:5000/team/housing:3"));
    assertThat(registry.tagsOf(REPOSITORY)).containsExactly("3");
    assertThat(events.started).extracting(Attempt::number).containsExactly(1);
    assertThat(events.succeeded).containsExactly((Succeeded) outcome);
    assertThat(events.lastPhases).extracting(Phase::step).containsExactly(Step.values());
    assertThat(engine.containers()).isZero();
  }

  @Test
  void makesNothingTwice() {
    builder.build(order("numpy"), OURS);
    int uploads = registry.uploads();

    builder.build(order("# the same\nnumpy"), OURS);

    assertThat(registry.uploads()).isEqualTo(uploads);
    assertThat(engine.created("environment")).hasSize(1);
    assertThat(events.succeeded.getFirst().digest()).isEqualTo(events.succeeded.getLast().digest());
    assertThat(events.lastPhases.subList(6, 9)).allMatch(Phase::reused);
  }

  @Test
  void givesTheSameDigestOnAnEmptyContainerRegistryWhateverIsNewerMeanwhile() {
    builder.build(order("numpy"), OURS);
    engine.install(files ->
        files.containsKey("lock.txt")
            ? FakeEngine.installs(files)
            : new Installed(0, Map.of("lock.txt", "numpy==3.0", "result.json", "{}")));

    builderOn(new InMemoryContainerRegistry()).build(order("numpy"), OURS);

    assertThat(engine.created("environment")).hasSize(2);
    assertThat(events.succeeded.getFirst().digest()).isEqualTo(events.succeeded.getLast().digest());
  }

  @Test
  void installsWithLimitsAndVerifiesWithoutNetwork() {
    builder.build(order("numpy"), OURS);

    assertThat(engine.created("environment"))
        .singleElement()
        .satisfies(installation -> {
          assertThat(installation.limits()).isEqualTo(LIMITS);
          assertThat(installation.network()).isEqualTo(Network.BRIDGE);
        });
    assertThat(engine.created("verification"))
        .singleElement()
        .satisfies(verification -> {
          assertThat(verification.limits()).isEqualTo(LIMITS);
          assertThat(verification.network()).isEqualTo(Network.NONE);
          assertThat(verification.image().reference())
              .isEqualTo(events.succeeded.getFirst().digest());
        });
  }

  @Test
  void failsWithTheTracebackAndMovesNoTagWhenInitFails() {
    engine.serve(
        new FakeEngine.Server(
            Optional.of(new Container.Exit(3, false)),
            137,
            List.of("Traceback (most recent call last):", "ValueError: no such weights")));

    Outcome outcome = builder.build(order("numpy"), OURS);

    assertThat(failure(outcome).reason()).isEqualTo(Reason.INIT_FAILED);
    assertThat(failure(outcome).step()).isEqualTo(Step.VERIFICATION);
    assertThat(failure(outcome).evidence())
        .contains("Traceback (most recent call last):", "ValueError: no such weights");
    assertThat(events.failed).containsExactly(failure(outcome));
    assertThat(registry.tagsOf(REPOSITORY)).isEmpty();
    assertThat(engine.containers()).isZero();
  }

  @Test
  void failsWithWhatTheProbeSawWhenNothingAnswers() {
    engine.serve(new FakeEngine.Server(Optional.empty(), 1, List.of("loading")));

    Outcome outcome = builder.build(order("numpy"), OURS);

    assertThat(failure(outcome).reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(failure(outcome).message()).contains("within 5 s", "nothing listens");
    assertThat(failure(outcome).evidence()).containsExactly("loading");
  }

  @Test
  void failsAtOnceWhenTheEnvironmentIsRefused() {
    engine.install(_ ->
        new Installed(
            2,
            Map.of(
                "result.json",
                """
                {"outcome": "refused", "reason": "numpi is unknown.\\n  Really.",
                 "remedy": "Correct it."}
                """)));

    Outcome outcome = builder.build(order("numpi"), OURS);

    assertThat(failure(outcome).reason()).isEqualTo(Reason.ENVIRONMENT_REFUSED);
    assertThat(failure(outcome).message())
        .isEqualTo("Cannot install the environment: numpi is unknown. Really. Correct it.");
    assertThat(engine.created("environment")).hasSize(1);
    assertThat(engine.containers()).isZero();
  }

  @Test
  void triesAgainWhenThePackageIndexIsAway() {
    engine.install(files ->
        engine.created("environment").size() < 3
            ? new Installed(
                3, Map.of("result.json", "{\"reason\": \"index away.\", \"remedy\": \"\"}"))
            : FakeEngine.installs(files));

    assertThat(builder.build(order("numpy"), OURS)).isInstanceOf(Succeeded.class);
    assertThat(log(events.started.getFirst())).contains("index away.", "Trying again in");
  }

  @Test
  void givesUpAfterTheLimitOfRepetitions() {
    engine.failPulls(100);

    Outcome outcome = builder.build(order("numpy"), OURS);

    assertThat(failure(outcome).reason()).isEqualTo(Reason.ENGINE_UNAVAILABLE);
    assertThat(engine.created("environment")).isEmpty();
  }

  @Test
  void reportsALimitOfTheInstallation() {
    engine.install(_ -> null);

    Outcome outcome = builder.build(order("numpy"), OURS);

    assertThat(failure(outcome).reason()).isEqualTo(Reason.ENVIRONMENT_LIMIT);
    assertThat(failure(outcome).message()).contains("60 s", "modelwright.environment.timeout");
  }

  @Test
  void reportsAnInstallerThatLeavesNoAnswer() {
    engine.install(_ -> new Installed(1, Map.of()));

    assertThat(failure(builder.build(order("numpy"), OURS)).message()).contains("status 1");
  }

  @Test
  void namesTheRuntimesThatThereAreWhenOneIsUnknown() {
    BuildOrder order = order("numpy", "Cobol");

    Outcome outcome = builder.build(order, OURS);

    assertThat(failure(outcome).reason()).isEqualTo(Reason.UNKNOWN_RUNTIME);
    assertThat(failure(outcome).message()).contains("Cobol", "PythonSlim");
  }

  @Test
  void movesNoTagAndSaysNothingWhenTheBuildIsAnothersMeanwhile() {
    Ownership lost =
        () -> {
          throw new LostOwnershipException("another worker may have it");
        };

    Outcome outcome = builder.build(order("numpy"), lost);

    assertThat(outcome).isInstanceOf(Abandoned.class);
    assertThat(registry.tagsOf(REPOSITORY)).isEmpty();
    assertThat(events.succeeded).isEmpty();
    assertThat(events.failed).isEmpty();
    assertThat(log(events.started.getFirst())).contains("This attempt ends here");
  }

  @Test
  void leavesNoContainerWhenInterrupted() throws Exception {
    CountDownLatch installing = new CountDownLatch(1);
    engine.install(_ -> {
      installing.countDown();
      new CountDownLatch(1).await();
      return null;
    });
    List<Outcome> outcomes = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread build =
        Thread.ofVirtual().start(() -> outcomes.add(builder.build(order("numpy"), OURS)));
    installing.await();

    build.interrupt();
    build.join();

    assertThat(outcomes).singleElement().isInstanceOf(Abandoned.class);
    assertThat(engine.containers()).isZero();
  }

  @Test
  void stopsWithinSecondsWhenTheImageIsCancelledAndLeavesNoContainer() throws Exception {
    BuildOrder order = order("numpy");
    CountDownLatch installing = new CountDownLatch(1);
    engine.install(_ -> {
      installing.countDown();
      new CountDownLatch(1).await();
      return null;
    });
    List<Outcome> outcomes = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread build = Thread.ofVirtual().start(() -> outcomes.add(builder.build(order, OURS)));
    installing.await();

    cancel(order);

    assertThat(build.join(Duration.ofSeconds(10))).isTrue();
    assertThat(outcomes).containsExactly(new Outcome.Cancelled());
    assertThat(engine.containers()).isZero();
    assertThat(registry.tagsOf(REPOSITORY)).isEmpty();
    assertThat(events.failed).isEmpty();
    assertThat(log(events.started.getFirst())).contains("Cancelled: nothing more is done");
  }

  @Test
  void movesNoTagOfAnImageThatWasCancelledAtTheLastMoment() {
    BuildOrder order = order("numpy");

    Outcome outcome = builder.build(order, () -> cancel(order));

    assertThat(outcome).isEqualTo(new Outcome.Cancelled());
    assertThat(registry.tagsOf(REPOSITORY)).isEmpty();
    assertThat(events.succeeded).isEmpty();
  }

  @Test
  void doesNotBeginWhatIsCancelled() {
    BuildOrder order = order("numpy");
    cancel(order);

    assertThat(builder.build(order, OURS)).isEqualTo(new Outcome.Cancelled());
    assertThat(builder.giveUp(order, 9)).isEqualTo(new Outcome.Cancelled());
    assertThat(events.started).isEmpty();
    assertThat(events.failed).isEmpty();
  }

  private void cancel(BuildOrder order) {
    artifacts.create(
        ArtifactPath.of("cancellations", order.image().toString()),
        new ByteArrayInputStream("cancelled".getBytes(UTF_8)));
  }

  @Test
  void removesWhatAnEarlierAttemptHasLeft() {
    BuildOrder order = order("numpy");
    engine.leave(
        new ContainerOrder(
            null,
            order.image(),
            "environment",
            List.of(),
            LIMITS,
            Network.NONE,
            List.of(),
            Map.of()));
    builder.build(order, OURS);

    assertThat(engine.containers()).isZero();
    assertThat(log(events.started.getFirst())).contains("left: 1");
  }

  @Test
  void numbersTheAttemptsForAnImage() {
    BuildOrder order = order("numpy");

    builder.build(order, OURS);
    builder.build(order, OURS);

    assertThat(events.started).extracting(Attempt::number).containsExactly(1, 2);
  }

  @Test
  void reportsAnOrderThatTookItsWorkersDown() {
    Outcome outcome = builder.giveUp(order("numpy"), 9);

    assertThat(failure(outcome).reason()).isEqualTo(Reason.WORKERS_DIED);
    assertThat(events.failed).hasSize(1);
    assertThat(engine.created("environment")).isEmpty();
  }

  private static Failure failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).failure();
  }

  private String log(Attempt attempt) {
    ArtifactPath path =
        ArtifactPath.of("logs", attempt.order().image().toString(), attempt.number() + ".log");
    try (InputStream log = artifacts.read(path, 0)) {
      return new String(log.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private BuildOrder order(String requirements) {
    return order(requirements, "PythonSlim");
  }

  private BuildOrder order(String requirements, String runtimeType) {
    AssetPart driver = new AssetPart("driver", pinned("def init(): pass", "score.py"));
    return new BuildOrder(
        UUID.randomUUID(),
        UUID.randomUUID(),
        Map.of(),
        "local/modelwright/default",
        "housing",
        3,
        REPOSITORY,
        Tag.of("3"),
        new ManifestIdentity(new UUID(1, 1), "housing-manifest", 7),
        runtimeType,
        Optional.empty(),
        Optional.of(pinned(requirements, "requirements.txt")),
        List.of(new ModelPart(new UUID(2, 2), "weights", 1, pinned("1234", "weights.bin"))),
        List.of(driver),
        driver,
        BuildEnvironment.usual());
  }

  private PinnedContent pinned(String text, String fileName) {
    Artifact artifact = artifacts.pin(new ByteArrayInputStream(text.getBytes(UTF_8)));
    return new PinnedContent(artifact, ContentFormat.PLAIN, false, fileName, List.of(fileName));
  }
}
