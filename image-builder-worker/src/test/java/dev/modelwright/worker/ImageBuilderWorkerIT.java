package dev.modelwright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.ImageEvent.ImageBuildStarted;
import dev.modelwright.schemas.ImageEvent.ImageFailed;
import dev.modelwright.schemas.ImageEvent.ImageSucceeded;
import dev.modelwright.testsupport.TestContainerRegistry;
import java.nio.file.Path;
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

    ImageSucceeded succeeded = (ImageSucceeded) facts.awaitEnd(order.id());
    assertThat(succeeded.location())
        .isEqualTo(TestContainerRegistry.address() + "/default/answers:1");
    assertThat(succeeded.attempt()).isEqualTo(1);
    assertThat(succeeded.phases())
        .extracting("name")
        .containsExactly("environment", "models", "assets", "image", "verification", "publication");
    assertThat(facts.await(order.id(), ImageBuildStarted.class).logUri())
        .hasToString("http://127.0.0.1:8080/images/%s/log".formatted(order.id()));
    assertThat(fixture.log(order.id())).contains("ready to answer", "Succeeded in");
    System.out.println(fixture.log(order.id()));
    ImageRequested again = fixture.order("answers", DRIVER);
    facts.send(again);
    facts.awaitEnd(again.id());
    System.out.println(fixture.log(again.id()));
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

    ImageFailed failed = (ImageFailed) facts.awaitEnd(order.id());
    assertThat(failed.problem().code()).isEqualTo("InitFailed");
    assertThat(failed.problem().message()).contains("ValueError: no such weights");
    assertThat(failed.problem().details().getFirst().message())
        .contains("Traceback (most recent call last)", "score.py");
    assertThat(fixture.log(order.id())).contains("ValueError: no such weights");
    System.out.println(fixture.log(order.id()));
  }

  @Test
  void failsWithTheResolversWordsWhenAPackageIsUnknown() {
    ImageRequested order =
        fixture.orderWithRequirements(
            "unknown-package", DRIVER, "modelwright-surely-does-not-exist==1.0\n");
    facts.send(order);

    ImageFailed failed = (ImageFailed) facts.awaitEnd(order.id());
    assertThat(failed.problem().code()).isEqualTo("EnvironmentRefused");
    assertThat(failed.problem().message())
        .contains("modelwright-surely-does-not-exist", "not found in the package registry");
    System.out.println(fixture.log(order.id()));
  }
}
