package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTests {

  @Test
  void stoppedCommandSaysThatTheBuildContinues(@TempDir Path folder)
      throws IOException, InterruptedException {
    Answer running = Answer.of(200, FakeGateway.image("Running").toString());
    try (FakeGateway gateway =
        new FakeGateway()
            .answering(
                "GET /images/" + FakeGateway.IMAGE_ID,
                Collections.nCopies(1000, running).toArray(Answer[]::new))) {
      Path err = folder.resolve("err");
      Process command = start(gateway, err);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !gateway.calls("GET /images/" + FakeGateway.IMAGE_ID).isEmpty());

      command.destroy();

      assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(err)
          .content()
          .contains("The build continues. Follow it with 'modelwright image logs -i ");
    }
  }

  private static Process start(FakeGateway gateway, Path err) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Modelwright.class.getName(),
            "image",
            "create",
            "-n",
            "housing",
            "--manifest-id",
            "e6b50818-0dfe-4e75-a987-c2fb6dc61431");
    command.environment().put("MODELWRIGHT_URL", gateway.address());
    command.environment().put("MODELWRIGHT_TOKEN", FakeGateway.TOKEN);
    return command.redirectError(err.toFile()).start();
  }
}
