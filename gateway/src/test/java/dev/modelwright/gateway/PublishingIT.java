package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.ImageRequestEvent.ImageCreationRequested;
import dev.modelwright.schemas.ManifestRequestEvent.ManifestCreationRequested;
import dev.modelwright.schemas.ModelRequestEvent.ModelRegistrationRequested;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The three POSTs with the reference document's bodies, and what is read afterwards. */
class PublishingIT {

  private static final String MODEL =
      """
      {
          "name": "housing.model",
          "tags": [
              "myTag"
          ],
          "description": "my housing.model",
          "url": "https://store.example.org/housing.model.zip?sig=a%2Fb",
          "mimeType": "application/zip",
          "unpack": "true"
      }
      """;

  private static final String MANIFEST =
      """
      {
         "driverProgram": "scoringFileId",
         "description": "<description content>",
         "modelType": "Registered",
         "name": "housingmodel-manifest",
         "modelIds": [
            "%s"
         ],
         "assets": [
            {
               "id": "scoringFileId",
               "url": "https://store.example.org/scoring.py",
               "mimeType": "application/x-python",
               "unPack": "False"
            },
         ],
         "targetRuntime": {
            "runtimeType": "SparkPython",
            "properties": {
               "condaEnvFile": "https://store.example.org/myconda.yml"
            }
         }
      }
      """;

  private static final String IMAGE =
      """
      {
          "manifestId": "%s",
          "imageType": "Docker",
          "computeResourceId": "<ARM id of the compute resource>",
          "name": "housingmodel-image"
      }

      """;

  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @Test
  void registersModelFromTheDocumentsOwnBody() throws Exception {
    HttpResponse<String> response = gateway.post("/models", MODEL);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode model = body(response);
    assertThat(model.propertyNames())
        .containsExactly(
            "id",
            "name",
            "version",
            "description",
            "url",
            "tags",
            "mimeType",
            "createdAt",
            "unpack",
            "sha256",
            "size",
            "format");
    assertThat(model.get("version").isInt()).isTrue();
    assertThat(model.get("url").stringValue())
        .isEqualTo("https://store.example.org/housing.model.zip?sig=a%2Fb");
    assertThat(Instant.parse(model.get("createdAt").stringValue())).isNotNull();
    assertThat(request(model.get("id"), ModelRegistrationRequested.class))
        .satisfies(request -> {
          assertThat(request.account()).isEqualTo("local/modelwright/default");
          assertThat(request.unpack()).isTrue();
          assertThat(request.tags()).containsExactly("myTag");
        });
    assertThat(body(gateway.get("/models/" + model.get("id").stringValue()))).isEqualTo(model);
  }

  @Test
  void createsManifestFromTheDocumentsOwnBodyWithItsTrailingComma() throws Exception {
    UUID model = gateway.registerModel();

    HttpResponse<String> response = gateway.post("/manifests", MANIFEST.formatted(model));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode manifest = body(response);
    assertThat(manifest.propertyNames())
        .containsExactly(
            "id",
            "version",
            "driverProgram",
            "description",
            "modelType",
            "name",
            "CreatedTime",
            "modelIds",
            "assets",
            "targetRuntime",
            "webserviceType");
    assertThat(manifest.at("/assets/0").propertyNames())
        .containsExactly("id", "url", "mimeType", "unPack");
    assertThat(manifest.get("targetRuntime").propertyNames())
        .containsExactly("runtimeType", "properties");
    assertThat(request(manifest.get("id"), ManifestCreationRequested.class).modelIds())
        .containsExactly(model);
    assertThat(body(gateway.get("/manifests/" + manifest.get("id").stringValue())))
        .isEqualTo(manifest);
  }

  @Test
  void acceptsImageFromTheDocumentsOwnBodyAndMakesItReadableAtOnce() throws Exception {
    HttpResponse<String> response =
        gateway.post("/images", IMAGE.formatted(gateway.createManifest()));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    JsonNode image = body(response);
    assertThat(image.propertyNames())
        .startsWith(
            "ComputeResourceId",
            "CreatedTime",
            "CreationState",
            "Description",
            "Id",
            "ImageBuildLogUri",
            "ImageLocation",
            "ImageType",
            "Manifest",
            "Version",
            "WebserviceType",
            "Name");
    String id = image.get("Id").stringValue();
    assertThat(image.get("CreationState").stringValue()).isEqualTo("NotStarted");
    assertThat(image.at("/Manifest/driverProgram").stringValue()).isEqualTo("score");
    assertThat(image.get("ImageBuildLogUri").stringValue())
        .isEqualTo(gateway.url() + "/images/" + id + "/log");
    assertThat(response.headers().firstValue("Operation-Location"))
        .hasValue(gateway.url() + "/operations/" + id);
    assertThat(request(image.get("Id"), ImageCreationRequested.class).computeResourceId())
        .isEqualTo("<ARM id of the compute resource>");
    JsonNode operation = body(gateway.get("/operations/" + id));
    assertThat(operation.propertyNames())
        .containsExactly("id", "operationType", "state", "createdTime", "resourceLocation");
    assertThat(operation.get("resourceLocation").stringValue())
        .isEqualTo(gateway.url() + "/images/" + id);
    assertThat(body(gateway.get("/images/" + id))).isEqualTo(image);
    assertThat(gateway.get("/images/" + id + "/log"))
        .satisfies(log -> {
          assertThat(log.statusCode()).isEqualTo(200);
          assertThat(log.body()).isEmpty();
        });
  }

  @Test
  void keepsTheOriginalSpellingOfPathsAndItsAccountApart() throws Exception {
    HttpResponse<String> response =
        gateway.post(ORIGINAL + "/Models?api-version=2017-09-01-preview", MODEL);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    String id = body(response).get("id").stringValue();
    assertThat(request(body(response).get("id"), ModelRegistrationRequested.class).account())
        .isEqualTo("sub/my(group)/acc.1");
    assertThat(gateway.get(ORIGINAL + "/models/" + id).statusCode()).isEqualTo(200);
    assertThat(gateway.get("/models/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void readsIdsInEverySpelling() throws Exception {
    String id = gateway.registerModel().toString();

    for (String spelling :
        List.of(
            id,
            id.replace("-", ""),
            id.toUpperCase(),
            "%7B" + id + "%7D",
            "%7B" + id.replace("-", "").toUpperCase() + "%7D")) {
      assertThat(gateway.get("/models/" + spelling))
          .satisfies(response -> {
            assertThat(response.statusCode()).as(spelling).isEqualTo(200);
            assertThat(body(response).get("id").stringValue()).isEqualTo(id);
          });
    }
  }

  @Test
  void repeatsTheAnswerForARepeatedIdempotencyKey() throws Exception {
    String key = UUID.randomUUID().toString();

    JsonNode first =
        body(gateway.send(gateway.json("/models", MODEL).header("Idempotency-Key", key)));
    JsonNode second =
        body(gateway.send(gateway.json("/models", MODEL).header("Idempotency-Key", key)));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void answersWithTheOwnersRefusal() throws Exception {
    HttpResponse<String> response =
        gateway.post(
            "/models", MODEL.replace("\"housing.model\"", "\"" + OwnersFixture.REFUSED + "\""));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(body(response).propertyNames())
        .containsExactly("code", "message", "statusCode", "details");
    assertThat(body(response).get("code").stringValue()).isEqualTo("UnreachableContent");
  }

  @Test
  void refusesImageOfAMissingManifest() throws Exception {
    HttpResponse<String> response =
        gateway.post("/images", IMAGE.formatted(UUID.randomUUID().toString()));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(body(response).get("code").stringValue()).isEqualTo("UnknownManifest");
  }

  @Test
  void saysWhereToReadWhenTheAnswerDoesNotComeInTime() throws Exception {
    HttpResponse<String> response =
        gateway.post(
            "/models", MODEL.replace("\"housing.model\"", "\"" + OwnersFixture.UNANSWERED + "\""));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    String outcome = response.headers().firstValue("Location").orElseThrow();
    assertThat(outcome).startsWith(gateway.url() + "/models/");
    assertThat(body(response).get("message").stringValue()).contains(outcome);
  }

  @Test
  void waitsForTheFinishedImageWhenTheClientPrefersIt() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = postImage("wait=30");
    UUID id = awaitImageRequest();
    gateway.owners().start(id);
    gateway.owners().succeed(id);

    HttpResponse<String> response = answer.join();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Preference-Applied")).hasValue("wait=30");
    JsonNode image = body(response);
    assertThat(image.get("CreationState").stringValue()).isEqualTo("Succeeded");
    assertThat(image.get("ImageLocation").stringValue()).endsWith("/waiting:1");
    assertThat(image.at("/Phases/0/Duration").stringValue()).isEqualTo("PT1.5S");
    assertThat(image.propertyNames()).doesNotContain("Error");
  }

  @Test
  void answersThatTheBuildGoesOnWhenItLastsLongerThanTheClientWaits() throws Exception {
    HttpResponse<String> response = postImage("respond-async, wait=1").join();

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Operation-Location")).isPresent();
  }

  @Test
  void tellsAFailedOperationAsTheOriginalsClientNeedsIt() throws Exception {
    UUID id = gateway.createImage();
    gateway.owners().start(id);
    gateway
        .owners()
        .fail(
            id,
            new Problem(
                "InitFailed",
                "init() raised.\n  ValueError",
                400,
                List.of(
                    new Problem.Detail("BuildLog", "http://elsewhere/log", null),
                    new Problem.Detail("Traceback", "line 1", "score.py"))));

    HttpResponse<String> response = gateway.get("/operations/" + id);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-ms-client-request-id")).isPresent();
    JsonNode operation = body(response);
    assertThat(operation.get("state").stringValue()).isEqualTo("Failed");
    assertThat(operation.at("/error/statusCode").intValue()).isEqualTo(400);
    assertThat(operation.at("/error/message").stringValue()).isEqualTo("init() raised. ValueError");
    assertThat(operation.at("/error/details/0/message").stringValue())
        .isEqualTo(gateway.url() + "/images/" + id + "/log");
    assertThat(operation.at("/error/details/1/code").stringValue()).isEqualTo("Traceback");
    assertThat(operation.get("endTime")).isNotNull();
  }

  @Test
  void pagesThroughAListByLinksThatNeedNothingElse() throws Exception {
    String account = "/api/subscriptions/s/resourceGroups/paging/accounts/" + UUID.randomUUID();
    for (int model = 0; model < 3; model++) {
      assertThat(gateway.post(account + "/models", MODEL).statusCode()).isEqualTo(200);
    }

    JsonNode first =
        body(gateway.get(account + "/models?api-version=2017-09-01-preview&tag=a%26b&count=2"));
    assertThat(first.get("value").size()).isEqualTo(2);
    String link = first.get("nextLink").stringValue();
    assertThat(link).startsWith(gateway.url() + account + "/models?");
    JsonNode second = body(gateway.get(link.substring(gateway.url().length())));

    assertThat(URI.create(link).getRawQuery())
        .contains("api-version=2017-09-01-preview", "tag=a%26b", "count=2", "$skipToken=");
    assertThat(second.get("value").size()).isEqualTo(1);
    assertThat(second.propertyNames()).containsExactly("value");
    assertThat(gateway.owners().queries().getLast()).contains("tag=a%26b", "skipToken=2");
  }

  @Test
  void passesEveryFilterOnToTheOwner() throws Exception {
    UUID id = UUID.randomUUID();
    String undashed = id.toString().replace("-", "");

    gateway.get("/models?name=a%20b&tag=x&tag=y,z");
    assertThat(gateway.owners().queries().getLast()).contains("name=a%20b", "tag=x", "tag=y%2Cz");
    gateway.get("/manifests?manifestName=m&modelId=" + undashed);
    assertThat(gateway.owners().queries().getLast()).contains("manifestName=m", "modelId=" + id);
    gateway.get(
        "/images?name=i&manifestName=m&state=Running&manifestId=%s&modelId=%s"
            .formatted(undashed, undashed));
    assertThat(gateway.owners().queries().getLast())
        .contains("name=i", "manifestName=m", "state=Running", "manifestId=" + id, "modelId=" + id);
  }

  @Test
  void saysWhenAnOwnerIsAway() throws Exception {
    gateway.owners().away(true);
    try {
      for (String path : List.of("/models", "/images", "/operations/" + UUID.randomUUID())) {
        HttpResponse<String> response = gateway.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(body(response).get("message").stringValue()).contains("-service");
      }
    } finally {
      gateway.owners().away(false);
    }
  }

  private CompletableFuture<HttpResponse<String>> postImage(String prefer) throws Exception {
    String body =
        "{\"name\": \"waiting\", \"manifestId\": \"%s\"}".formatted(gateway.createManifest());
    gateway.owners().requests().clear();
    return CompletableFuture.supplyAsync(() -> {
      try {
        return gateway.send(gateway.json("/images", body).header("Prefer", prefer));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private UUID awaitImageRequest() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                gateway.owners().requests().stream()
                    .filter(ImageCreationRequested.class::isInstance)
                    .map(request -> request.id())
                    .filter(id -> gateway.owners().image(id) != null)
                    .findFirst()
                    .orElse(null),
            id -> id != null);
  }

  private static <R> R request(JsonNode id, Class<R> type) {
    return gateway.owners().requests().stream()
        .filter(request -> request.id().toString().equals(id.stringValue()))
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }
}
