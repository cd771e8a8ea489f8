package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.StoreName;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Build logs as text and as a stream, while a worker writes them. */
class BuildLogIT {

  private static RunningGateway gateway;
  private static ArtifactStores artifacts;

  private UUID image;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
    artifacts = gateway.artifacts();
  }

  @BeforeEach
  void createImage() throws Exception {
    image = gateway.createImage();
  }

  @Test
  void joinsTheAttemptsInAPlainLog() throws Exception {
    write(1, "first\n");
    write(2, "second\n");

    HttpResponse<String> response = gateway.get("/images/" + image + "/log");

    assertThat(response.body()).isEqualTo("first\nsecond\n");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
  }

  @Test
  void readsTheLogInTheStoreOfTheImageWhateverBecomesOfItsEnvironment() throws Exception {
    image = gateway.createImage('"' + gateway.environmentIn("team", "logs") + '"');
    gateway.environmentIn("default", "logs");
    artifacts.createLog(ArtifactPath.of("logs", image.toString(), "1.log"));
    write(ArtifactPath.of("logs", image.toString(), "1.log").in(new StoreName("team")), "there\n");
    gateway.owners().start(image);
    gateway.owners().succeed(image);

    assertThat(gateway.get("/images/" + image + "/log").body()).isEqualTo("there\n");
    assertThat(readInto(new CopyOnWriteArrayList<>(), null)).contains("data: there", "event: end");
  }

  @Test
  void followsTheLogFromBeforeItsBeginningUntilTheBuildEnds() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread reader = Thread.startVirtualThread(() -> readInto(lines, null));

    gateway.owners().start(image);
    write(1, "one\ntw");
    awaitLine(lines, "data: one");
    assertThat(lines).doesNotContain("data: tw");
    write(1, "o\nbar 1%\rbar 2%\r\n");
    awaitLine(lines, "data: bar 2%");
    write(2, "again\nlast without end");
    gateway.owners().succeed(image);

    assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
    assertThat(lines)
        .startsWith(
            "id: 1-4",
            "data: one",
            "",
            "id: 1-8",
            "data: two",
            "",
            "id: 1-23",
            "data: bar 1%",
            "data: bar 2%",
            "",
            "id: 2-6",
            "data: again",
            "",
            "id: 2-22",
            "data: last without end",
            "",
            "event: end");
    assertThat(lines.getLast()).isEmpty();
    assertThat(lines.get(lines.size() - 2))
        .contains("\"CreationState\":\"Succeeded\"", "\"Id\":\"" + image + "\"");
  }

  @Test
  void goesOnWhereTheReaderLeftOff() throws Exception {
    write(1, "one\ntwo\n");
    write(2, "three\n");
    gateway.owners().start(image);
    gateway.owners().succeed(image);

    assertThat(readInto(new CopyOnWriteArrayList<>(), "1-4"))
        .filteredOn(line -> line.startsWith("data: t"))
        .containsExactly("data: two", "data: three");
    assertThat(readInto(new CopyOnWriteArrayList<>(), "2-6"))
        .filteredOn(line -> line.startsWith("id: "))
        .isEmpty();
    assertThat(readInto(new CopyOnWriteArrayList<>(), "2-999")).contains("event: end");
  }

  @Test
  void keepsLogsOfOtherAccountsToThem() throws Exception {
    write(1, "secret\n");

    assertThat(gateway.get(ORIGINAL + "/images/" + image + "/log").statusCode()).isEqualTo(404);
  }

  @Test
  void answersHeadWithoutFollowing() throws Exception {
    HttpResponse<String> response =
        gateway.send(request(null).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/event-stream;charset=UTF-8");
  }

  private List<String> readInto(List<String> lines, String lastEventId) {
    try (Stream<String> body = gateway.open(request(lastEventId)).body()) {
      body.forEach(lines::add);
      return lines;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String lastEventId) {
    HttpRequest.Builder request =
        gateway.request("/images/" + image + "/log").header("Accept", "text/event-stream");
    return lastEventId == null ? request : request.header("Last-Event-ID", lastEventId);
  }

  private void write(int attempt, String text) {
    write(ArtifactPath.of("logs", image.toString(), attempt + ".log"), text);
  }

  private static void write(ArtifactPath path, String text) {
    artifacts.createLog(path);
    artifacts.append(
        path, artifacts.logSize(path).orElseThrow(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitLine(List<String> lines, String line) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(lines).contains(line));
  }
}
