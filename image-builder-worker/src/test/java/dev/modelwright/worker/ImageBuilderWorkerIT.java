package dev.modelwright.worker;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Seal;
import dev.modelwright.distribution.Tag;
import dev.modelwright.distribution.http.HttpContainerRegistry;
import dev.modelwright.schemas.BuildEnvironment;
import dev.modelwright.schemas.ContainerRegistry;
import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.ImageEvent;
import dev.modelwright.schemas.ImageEvent.ImageBuildStarted;
import dev.modelwright.schemas.ImageEvent.ImageFailed;
import dev.modelwright.schemas.ImageEvent.ImageSucceeded;
import dev.modelwright.schemas.Limits;
import dev.modelwright.schemas.Phase;
import dev.modelwright.testsupport.TestContainerRegistry;
import dev.modelwright.testsupport.TestProtectedContainerRegistry;
import dev.modelwright.worker.engine.docker.DockerEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole worker on a real broker, container registry, artifact store and engine. */
class ImageBuilderWorkerIT {

  private static final String DRIVER =
      """
      import json

      def init():
          print("ready to answer")

      def run(data):
          return json.loads(data)
      """;

  @TempDir static Path directory;

  private static WorkerFixture fixture;
  private static ConfigurableApplicationContext worker;
  private static ImageFacts facts;

  @BeforeAll
  static void startWorker() {
    fixture = new WorkerFixture(directory);
    worker = ImageBuilderWorkerApplication.builder().run(fixture.settings("first"));
    facts = new ImageFacts();
  }

  @AfterAll
  static void stopWorker() {
    facts.close();
    worker.close();
  }

  @Test
  void buildsVerifiesAndTagsAnImage() {
    ImageRequested order = fixture.order("answers", DRIVER);
    facts.send(order);

    ImageSucceeded succeeded = succeeded(order);
    assertThat(succeeded.location())
        .isEqualTo(TestContainerRegistry.address() + "/default/answers:1");
    assertThat(succeeded.attempt()).isEqualTo(1);
    assertThat(succeeded.phases())
        .extracting("name")
        .containsExactly("environment", "models", "assets", "image", "verification", "publication");
    assertThat(facts.await(order.id(), ImageBuildStarted.class).logUri())
        .hasToString("http://127.0.0.1:8080/images/%s/log".formatted(order.id()));
    assertThat(fixture.log(order.id())).contains("ready to answer", "Succeeded in");
  }

  @Test
  void makesTheSameImageAgainOfKnownParts() {
    ImageRequested order = fixture.order("known", DRIVER);
    facts.send(order);
    ImageSucceeded first = succeeded(order);
    ImageRequested again =
        new ImageRequested(
            UUID.randomUUID(),
            order.account(),
            "known",
            2,
            order.repository(),
            "2",
            order.manifest());
    facts.send(again);

    ImageSucceeded second = succeeded(again);
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second.phases().subList(0, 3)).allMatch(Phase::reused);
  }

  @Test
  void pushesWhereTheEnvironmentSaysWithItsCredentialsAndPrefix() {
    URI url = TestProtectedContainerRegistry.url();
    Credentials credentials =
        new Credentials(
            TestProtectedContainerRegistry.USERNAME, TestProtectedContainerRegistry.PASSWORD);
    ImageRequested order =
        inEnvironment(
            fixture.order("protected", DRIVER),
            new BuildEnvironment(
                "/subscriptions/local/…",
                new ContainerRegistry(
                    url,
                    url.getAuthority(),
                    "team/images",
                    new Seal(WorkerFixture.SECRET).sealCredentials(url, credentials)),
                new Limits(200L << 20, 1.0, ofMinutes(5)),
                Map.of(),
                null));
    facts.send(order);

    ImageSucceeded succeeded = succeeded(order);

    assertThat(succeeded.location())
        .isEqualTo(url.getAuthority() + "/team/images/default/protected:1");
    assertThat(
            new HttpContainerRegistry(url, Optional.of(credentials))
                .find(RepositoryName.of("team/images/default/protected"), Tag.of("1")))
        .hasValueSatisfying(
            manifest -> assertThat(manifest.digest()).hasToString(succeeded.digest()));
    assertThat(fixture.log(order.id())).doesNotContain(credentials.password());
  }

  @Test
  void sendsNoCredentialsElsewhereAndSaysWhy() {
    URI url = TestProtectedContainerRegistry.url();
    String sealedForAnother =
        new Seal(WorkerFixture.SECRET)
            .sealCredentials(
                URI.create("https://registry.example.org"), new Credentials("user", "s3cret"));
    ImageRequested order =
        inEnvironment(
            fixture.order("copied", DRIVER),
            new BuildEnvironment(
                null,
                new ContainerRegistry(url, url.getAuthority(), null, sealedForAnother),
                null,
                Map.of(),
                null));
    facts.send(order);

    ImageFailed failed = failed(order);

    assertThat(failed.problem().code()).isEqualTo("CredentialsSealed");
    assertThat(failed.problem().message()).contains("modelwright.secrets.key");
  }

  private static ImageRequested inEnvironment(ImageRequested order, BuildEnvironment environment) {
    return new ImageRequested(
        order.id(),
        order.account(),
        order.name(),
        order.version(),
        order.repository(),
        order.tag(),
        order.manifest(),
        environment);
  }

  @Test
  void failsWithTheTracebackWhenInitRaises() {
    ImageRequested order =
        fixture.order(
            "raises",
            """
            def init():
                raise ValueError("no such weights")

            def run(data):
                return data
            """);
    facts.send(order);

    ImageFailed failed = failed(order);
    assertThat(failed.problem().code()).isEqualTo("InitFailed");
    assertThat(failed.problem().message()).contains("ValueError: no such weights");
    assertThat(failed.problem().details().getFirst().message())
        .contains("Traceback (most recent call last)", "score.py");
    assertThat(fixture.log(order.id())).contains("ValueError: no such weights");
  }

  @Test
  void failsWithTheMemoryLimitWhenInitNeedsMore() {
    ImageRequested order =
        fixture.order(
            "greedy",
            """
            def init():
                global weights
                weights = bytearray(600 * 1024 * 1024)

            def run(data):
                return data
            """);
    facts.send(order);

    assertThat(failed(order).problem().code()).isEqualTo("OutOfMemory");
    assertThat(failed(order).problem().message()).contains("256 MB");
  }

  @Test
  void failsWithTheResolversWordsWhenAPackageIsUnknown() {
    ImageRequested order =
        fixture.orderWithRequirements(
            "unknown-package", DRIVER, "modelwright-surely-does-not-exist==1.0\n");
    facts.send(order);

    ImageFailed failed = failed(order);
    assertThat(failed.problem().code()).isEqualTo("EnvironmentRefused");
    assertThat(failed.problem().message())
        .contains("modelwright-surely-does-not-exist", "not found in the package registry");
  }

  @Test
  void beginsAgainWhatAKilledWorkerHasLeft() throws Exception {
    worker.close();
    Process killed = startProcess();
    ImageRequested order = fixture.orderWithRequirements("killed", DRIVER, "numpy\n");
    facts.send(order);
    facts.await(order.id(), ImageBuildStarted.class);
    await().atMost(ofMinutes(2)).until(() -> fixture.log(order.id()).contains("Resolving"));

    killed.destroyForcibly().waitFor();
    worker = ImageBuilderWorkerApplication.builder().run(fixture.settings("second"));

    assertThat(succeeded(order).attempt()).isEqualTo(2);
    assertThat(fixture.log(order.id())).contains("left: 1");
    assertThat(facts.of(order.id()).stream().filter(ImageSucceeded.class::isInstance)).hasSize(1);
    try (DockerEngine engine = fixture.engine()) {
      assertThat(engine.removeContainersOf(order.id())).isZero();
    }
  }

  private static Process startProcess() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ImageBuilderWorkerApplication.class.getName());
    command.addAll(List.of(fixture.settings("killed")));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DISCARD).start();
  }

  private static ImageSucceeded succeeded(ImageRequested order) {
    return end(order, ImageSucceeded.class);
  }

  private static ImageFailed failed(ImageRequested order) {
    return end(order, ImageFailed.class);
  }

  private static <T extends ImageEvent> T end(ImageRequested order, Class<T> expected) {
    ImageEvent end = facts.awaitEnd(order.id());
    assertThat(end).as(fixture.log(order.id())).isInstanceOf(expected);
    return expected.cast(end);
  }
}
