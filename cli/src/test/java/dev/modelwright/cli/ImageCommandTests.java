package dev.modelwright.cli;

import static dev.modelwright.cli.FakeGateway.IMAGE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import dev.modelwright.cli.FakeGateway.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ImageCommandTests {

  private static final String MANIFEST_ID = "e6b50818-0dfe-4e75-a987-c2fb6dc61431";

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void stopGateway() {
    gateway.close();
  }

  @Test
  void followsTheLogAndEndsWithWhatToDoNext() {
    gateway.logging("Resolving the environment", "", "Verifying the image");

    CommandRun run = create();

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "Creating image " + IMAGE_ID,
            "Resolving the environment",
            "",
            "Verifying the image",
            "",
            "Image ID: " + IMAGE_ID,
            "Location: 127.0.0.1:5000/housing:3",
            "Digest:   sha256:" + "ab".repeat(32),
            "Phases:   environment 2.1 s",
            "Run it:   docker run -p 5001:5001 127.0.0.1:5000/housing:3",
            "Ask it:   curl -H 'Content-Type: application/json' -d @sample.json"
                + " http://127.0.0.1:5001/score",
            "More details: 'modelwright image show -i " + IMAGE_ID + "'",
            "Usage information: 'modelwright image usage -i " + IMAGE_ID + "'");
    assertThat(gateway.call("POST /images").json())
        .hasToString(
            "{\"name\":\"housing\",\"description\":null,\"manifestId\":\"%s\",\"imageType\":\"Docker\"}"
                .formatted(MANIFEST_ID));
  }

  @Test
  void resumesTheLogWhereTheStreamEnded() {
    gateway.logging("one", "two", "three", "four").closingLogAfter(1).closingLogAfter(3);

    CommandRun run = create();

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("one\ntwo\nthree\nfour\n").containsOnlyOnce("two");
    assertThat(gateway.calls("GET /images/" + IMAGE_ID + "/log"))
        .extracting(call -> call.headers().getOrDefault("Last-event-id", ""))
        .containsExactly("", "1", "3");
  }

  @Test
  void brokenConnectionsNeitherLoseNorRepeatALine() {
    gateway.logging("one", "two", "three", "four").breakingLogAfter(1).breakingLogAfter(3);

    CommandRun run = create();

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("one\ntwo\nthree\nfour\n").containsOnlyOnce("two");
  }

  @Test
  void goesOnFollowingAfterTheServerWasAway() {
    gateway
        .logging("one")
        .answering(
            "GET /images/" + IMAGE_ID, Answer.none(), Answer.none(), Answer.none(), Answer.none());

    CommandRun run = create();

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).containsOnlyOnce("The server is away; the build is kept.");
    assertThat(run.out()).containsOnlyOnce("one\n").contains("Location: ");
  }

  @Test
  void failedBuildTellsMessageAndLastCause() {
    ObjectNode image = FakeGateway.image("Failed");
    ObjectNode error = image.putObject("Error");
    error.put("message", "Cannot start image '5d2b': init() raised.");
    error.putArray("details").addObject().put("message", "http://127.0.0.1:8080/images/5d2b/log");
    error.withArray("details").addObject().put("message", "Traceback\n  ValueError: no model");
    gateway.ending(image);

    CommandRun run = create();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("Cannot start image '5d2b': init() raised.", "  Traceback", "    ValueError")
        .contains("modelwright image logs -i " + IMAGE_ID)
        .doesNotContain("http://127.0.0.1:8080");
  }

  @Test
  void cancelledBuildIsNoSuccess() {
    gateway.ending(FakeGateway.image("Cancelled"));

    CommandRun run = create();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("was cancelled");
  }

  @Test
  void jsonGetsTheFinishedImageWhileTheLogGoesToStandardError() {
    gateway.logging("a line");

    CommandRun run = create("-o", "json");

    assertThat(run.json().get("ImageLocation").asString()).isEqualTo("127.0.0.1:5000/housing:3");
    assertThat(run.err()).contains("a line", "docker run -p 5001:5001 127.0.0.1:5000/housing:3");
  }

  @Test
  void returnsAtOnceWithoutWaiting() {
    CommandRun run = create("--no-wait");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("Image ID: " + IMAGE_ID, "modelwright image logs -i " + IMAGE_ID + " --follow");
    assertThat(gateway.calls()).extracting(Call::route).containsExactly("POST /images");
  }

  @Test
  void makesManifestAndModelsInOneGo(@TempDir Path folder) throws IOException {
    Path model = Files.createDirectories(folder.resolve("housing.model"));
    Path scoring = Files.writeString(folder.resolve("scoring.py"), "");

    CommandRun run =
        CommandRun.of(
            gateway,
            "image",
            "create",
            "-n",
            "housing",
            "-m",
            model.toString(),
            "-f",
            scoring.toString(),
            "-r",
            "spark-py");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(gateway.call("POST /models").json().get("name").asString())
        .isEqualTo("housing.model");
    assertThat(gateway.call("POST /manifests").json().get("name").asString()).isEqualTo("housing");
    assertThat(gateway.call("POST /images").json().get("manifestId").asString())
        .startsWith("00000000-0000-4000-8000-");
    assertThat(run.out()).contains("Created manifest housing version 1");
  }

  @Test
  void refusesPartsBesideAManifest() {
    CommandRun run = create("-c", "myconda.yml", "-r", "python");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Cannot use -r, -c together with --manifest-id");
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void refusesANameThatNoImageCanHaveBeforeAnythingIsMade() {
    CommandRun run =
        CommandRun.of(
            gateway, "image", "create", "-n", "Housing", "-m", "m", "-f", "f", "-r", "python");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Cannot create image 'Housing': its name is not 1 to 128 lower");
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void needsAManifestOrItsParts() {
    CommandRun run = CommandRun.of(gateway, "image", "create", "-n", "housing");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("--manifest-id", "-m, -f and -r");
  }

  @Test
  void refusesAnImageTypeThatThereIsNot() {
    CommandRun run = create("--image-type", "FPGA");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("'FPGA'", "Docker");
  }

  @Test
  void unknownManifestIsToldInTheServersWords() {
    gateway.answering(
        "POST /images", Answer.of(422, FakeGateway.problem(422, "Cannot find the manifest.")));

    CommandRun run = create();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Cannot find the manifest.");
  }

  @Test
  void printsTheLogAsItIs() {
    gateway.logging("one", "two");

    CommandRun run = CommandRun.of(gateway, "image", "logs", "-i", IMAGE_ID);

    assertThat(run.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void followedLogEndsLikeTheBuild() {
    gateway.logging("one").ending(FakeGateway.image("Failed"));

    CommandRun run = CommandRun.of(gateway, "image", "logs", "-i", IMAGE_ID, "--follow");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("one");
    assertThat(run.err()).contains("The build of image " + IMAGE_ID + " failed.");
  }

  @Test
  void usageTellsHowToRunIt() {
    assertThat(CommandRun.of(gateway, "image", "usage", "-i", IMAGE_ID).out())
        .contains("docker pull 127.0.0.1:5000/housing:3")
        .contains("docker run -p 5001:5001 127.0.0.1:5000/housing:3");
  }

  @Test
  void usageOfAnUnfinishedImageSaysHowToWaitForIt() {
    gateway.ending(FakeGateway.image("Running"));

    CommandRun run = CommandRun.of(gateway, "image", "usage", "-i", IMAGE_ID);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("its state is Running", "--follow");
  }

  @Test
  void listsAndShowsImages() {
    gateway.answering(
        "GET /images", Answer.of(200, "{\"value\": [" + FakeGateway.image("Running") + "]}"));

    assertThat(CommandRun.of(gateway, "image", "list", "-o", "tsv").out().strip())
        .isEqualTo("housing\t3\t" + IMAGE_ID + "\t2026-11-26T13:00:00Z\tRunning");
    assertThat(CommandRun.of(gateway, "image", "show", "-i", IMAGE_ID, "-o", "table").out())
        .contains("Manifest_Id", "c510e688-60cc-43fb-bfe1-491a97374c6a");
  }

  private CommandRun create(String... more) {
    String[] start = {"image", "create", "-n", "housing", "--manifest-id", MANIFEST_ID};
    String[] arguments = new String[start.length + more.length];
    System.arraycopy(start, 0, arguments, 0, start.length);
    System.arraycopy(more, 0, arguments, start.length, more.length);
    return CommandRun.of(gateway, arguments);
  }
}
