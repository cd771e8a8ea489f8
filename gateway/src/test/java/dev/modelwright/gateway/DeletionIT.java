package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.Problem;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Deletions and cancellations, as clients see them. */
class DeletionIT {

  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @Test
  void deletesAModelOnceWhateverTheSpellingOfItsId() throws Exception {
    UUID model = gateway.registerModel();
    JsonNode before = body(gateway.get("/models/" + model));

    HttpResponse<String> deleted =
        delete("/models/" + model.toString().replace("-", "").toUpperCase());
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(body(deleted)).isEqualTo(before);

    assertAbsent(delete("/models/" + model));
    assertThat(gateway.get("/models/" + model).statusCode()).isEqualTo(404);
  }

  @Test
  void deletesAnUnusedManifestAndAnEndedImage() throws Exception {
    UUID manifest = gateway.createManifest();
    assertThat(delete("/manifests/" + manifest).statusCode()).isEqualTo(200);
    assertAbsent(delete("/manifests/" + manifest));

    UUID image = gateway.createImage();
    HttpResponse<String> deleted = delete("/images/" + image);
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(body(deleted).get("Id").stringValue()).isEqualTo(image.toString());
    assertAbsent(delete("/images/" + image));
  }

  @Test
  void keepsAModelThatManifestsNameAndNamesThem() throws Exception {
    UUID model = gateway.registerModel();
    UUID manifest = gateway.createManifest(model);

    HttpResponse<String> refused = delete("/models/" + model);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(body(refused).get("code").stringValue()).isEqualTo("ModelInUse");
    assertThat(body(refused).get("message").stringValue())
        .contains("'housing:", manifest.toString());
    assertThat(body(refused).at("/details/0/target").stringValue()).isEqualTo(manifest.toString());
    assertThat(gateway.get("/models/" + model).statusCode()).isEqualTo(200);
    delete("/manifests/" + manifest);
    assertThat(delete("/models/" + model).statusCode()).isEqualTo(200);
  }

  @Test
  void passesOnWhyAnOwnerKeepsAManifest() throws Exception {
    UUID image = gateway.createImage();
    String manifest = body(gateway.get("/images/" + image)).at("/Manifest/id").stringValue();

    HttpResponse<String> refused = delete("/manifests/" + manifest);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(body(refused).get("code").stringValue()).isEqualTo("ManifestInUse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models/", "/manifests/", "/images/"})
  void findsNothingToDelete(String path) throws Exception {
    assertAbsent(delete(path + UUID.randomUUID()));
    assertAbsent(delete(ORIGINAL + path + UUID.randomUUID() + "?api-version=2017-09-01-preview"));
    assertThat(delete(path + "no-id").statusCode()).isEqualTo(404);
  }

  @Test
  void cancelsABuildAndTellsItsOperationAsTheOriginalsClientNeedsIt() throws Exception {
    UUID image = gateway.createImage();
    gateway.owners().start(image);

    HttpResponse<String> cancelled = cancel("/images/" + image);

    assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(202);
    assertThat(cancelled.headers().firstValue("Operation-Location"))
        .hasValue(gateway.url() + "/operations/" + image);
    assertThat(body(cancelled).get("CreationState").stringValue()).isEqualTo("Cancelled");
    HttpResponse<String> operation = gateway.get("/operations/" + image);
    assertThat(operation.statusCode()).isEqualTo(200);
    assertThat(operation.headers().firstValue("x-ms-client-request-id")).isPresent();
    assertThat(body(operation).get("state").stringValue()).isEqualTo("Cancelled");
    assertThat(body(operation).at("/error/statusCode").intValue()).isEqualTo(409);
    assertThat(body(operation).at("/error/details/0/message").stringValue())
        .isEqualTo(gateway.url() + "/images/" + image + "/log");
    assertThat(body(operation).get("endTime")).isNotNull();
    assertThat(body(gateway.get("/images?state=cancelled")).get("value").toString())
        .contains(image.toString());
  }

  @Test
  void cancelsNothingThatHasEndedAndNothingOfOthers() throws Exception {
    UUID image = gateway.createImage();
    gateway.owners().start(image);
    gateway.owners().fail(image, Problem.of("InitFailed", 400, "init() raised"));

    assertThat(cancel("/images/" + image).statusCode()).isEqualTo(409);
    assertThat(cancel(ORIGINAL + "/images/" + image).statusCode()).isEqualTo(404);
    assertThat(cancel("/images/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(cancel("/images/no-id").statusCode()).isEqualTo(404);
    assertThat(gateway.get("/images/" + image + "/cancel").statusCode()).isEqualTo(405);
  }

  @Test
  void endsAWaitingRequestAndAFollowedLogWhenTheBuildIsCancelled() throws Exception {
    UUID image = gateway.createImage();
    gateway.owners().start(image);
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread reader =
        Thread.startVirtualThread(() -> {
          try (var body =
              gateway
                  .open(
                      gateway
                          .request("/images/" + image + "/log")
                          .header("Accept", "text/event-stream"))
                  .body()) {
            body.forEach(lines::add);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    cancel("/images/" + image);

    assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
    assertThat(String.join("\n", lines)).contains("event: end", "\"CreationState\":\"Cancelled\"");
  }

  private static void assertAbsent(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("x-ms-request-id")).isPresent();
  }

  private static HttpResponse<String> delete(String path) throws Exception {
    return gateway.send(gateway.request(path).DELETE());
  }

  private static HttpResponse<String> cancel(String path) throws Exception {
    return gateway.send(
        gateway.request(path + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
  }
}
