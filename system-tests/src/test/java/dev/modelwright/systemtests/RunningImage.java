package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** An image in the engine, run as anybody would: {@code docker run -p PORT:5001 IMAGE}. */
final class RunningImage implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String location;
  private final String container;
  private final URI address;

  private RunningImage(String location, String container, URI address) {
    this.location = location;
    this.container = container;
    this.address = address;
  }

  /**
   * @param options of {@code docker run}
   */
  static RunningImage run(String location, String... options) {
    List<String> command =
        new ArrayList<>(List.of("run", "--detach", "--publish", "127.0.0.1::5001"));
    command.addAll(List.of(options));
    command.add(location);
    String container = Docker.run(command.toArray(String[]::new));
    String port = Docker.run("port", container, "5001/tcp").lines().findFirst().orElseThrow();
    RunningImage image = new RunningImage(location, container, URI.create("http://" + port + "/"));
    try {
      Awaitility.await().atMost(START_LIMIT).ignoreExceptions().until(image::isHealthy);
      return image;
    } catch (RuntimeException e) {
      image.close();
      throw e;
    }
  }

  private boolean isHealthy() throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  /** The body of the answer to {@code POST /score}. */
  String score(String request) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(address.resolve("/score"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  @Override
  public void close() {
    Docker.run("rm", "--force", "--volumes", container);
    Docker.run("rmi", "--force", location);
  }
}
