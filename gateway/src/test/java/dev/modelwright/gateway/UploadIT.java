package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.StoreName;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Uploads through signed URLs. */
class UploadIT {

  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @Test
  void takesAFileOnceAndGivesItBack() throws Exception {
    HttpResponse<String> opened =
        gateway.post(ORIGINAL + "/uploads", "{\"fileName\": \"größe 1%.tar.gz\"}");

    assertThat(opened.statusCode()).isEqualTo(201);
    JsonNode upload = body(opened);
    assertThat(upload.propertyNames()).containsExactly("url", "uploadUrl", "headers", "expiresAt");
    assertThat(upload.get("url").stringValue())
        .startsWith("http://store.example.org/artifacts/uploads/sub/my%28group%29/acc.1/");
    assertThat(get(upload).statusCode()).isEqualTo(404);
    HttpResponse<String> stored = put(upload, BodyPublishers.ofString("bytes"));
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);

    HttpResponse<String> read = get(upload);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo("bytes");
    assertThat(read.headers().firstValue("Content-Length")).hasValue("5");
    HttpResponse<String> head =
        gateway.send(
            HttpRequest.newBuilder(local(upload, "url")).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.headers().firstValue("Content-Length")).hasValue("5");
    assertThat(head.body()).isEmpty();
    HttpResponse<String> again = put(upload, BodyPublishers.ofString("other"));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(body(again).get("code").stringValue()).isEqualTo("UploadUsed");
    assertThat(get(upload).body()).isEqualTo("bytes");
  }

  @Test
  void takesAFileIntoTheStoreOfTheEnvironmentThatIsNamed() throws Exception {
    String environment = gateway.environmentIn("team", "uploads");

    JsonNode upload =
        body(
            gateway.post(
                "/uploads",
                "{\"fileName\": \"m.bin\", \"computeResourceId\": \"%s\"}".formatted(environment)));

    assertThat(path(upload).value()).startsWith("stores/team/uploads/local/modelwright/default/");
    HttpResponse<String> stored = put(upload, BodyPublishers.ofString("bytes"));
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    assertThat(get(upload).body()).isEqualTo("bytes");
    assertThat(arrival(upload)).isEqualTo("5 ?1");
    assertThat(gateway.artifacts().store(new StoreName("team")).orElseThrow())
        .satisfies(team -> assertThat(team.find(path(upload).local())).isPresent());
  }

  @Test
  void refusesToOpenAnUploadForAnUnknownEnvironment() throws Exception {
    HttpResponse<String> unknown = gateway.post("/uploads", "{\"computeResourceId\": \"nowhere\"}");
    HttpResponse<String> number = gateway.post("/uploads", "{\"computeResourceId\": 1}");

    assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(422);
    assertThat(body(unknown).get("code").stringValue()).isEqualTo("UnknownEnvironment");
    assertThat(number.statusCode()).isEqualTo(400);
  }

  @Test
  void servesNoStoreThatIsNotThere() throws Exception {
    for (String store : new String[] {"other", "default", "A"}) {
      assertThat(
              gateway
                  .send(gateway.request("/artifacts/stores/" + store + "/uploads/a?se=1&sig=x"))
                  .statusCode())
          .as(store)
          .isEqualTo(404);
    }
  }

  @Test
  void passesNothingOnWhenTheStoreIsADirectory() throws Exception {
    HttpResponse<String> answer =
        gateway.send(gateway.request("/azure/modelwright/uploads/a?sig=x").GET());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(body(answer).get("message").stringValue()).contains("POST /uploads");
  }

  @Test
  void needsNoBodyToOpenAnUpload() throws Exception {
    HttpResponse<String> opened =
        gateway.send(gateway.request("/uploads").POST(BodyPublishers.noBody()));

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    assertThat(body(opened).get("url").stringValue()).contains("/content?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "a\\\\b", "a\\u0000b", "a\\r\\nSet-Cookie: b"})
  void refusesFileNamesThatArePaths(String name) throws Exception {
    HttpResponse<String> response =
        gateway.post("/uploads", "{\"fileName\": \"%s\"}".formatted(name));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(body(response).at("/details/0/target").stringValue()).isEqualTo("fileName");
  }

  @Test
  void refusesFilesLargerThanAllowedAndKeepsNothing() throws Exception {
    byte[] large = new byte[(int) RunningGateway.UPLOAD_LIMIT + 1];
    JsonNode upload = body(gateway.post("/uploads", "{}"));

    HttpResponse<String> announced = put(upload, BodyPublishers.ofByteArray(large));
    HttpResponse<String> unannounced =
        put(upload, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(unannounced.statusCode()).isEqualTo(413);
    assertThat(body(unannounced).get("code").stringValue()).isEqualTo("UploadTooLarge");
    assertThat(get(upload).statusCode()).isEqualTo(404);
    assertThat(gateway.artifacts().find(path(upload))).isEmpty();
  }

  @Test
  void refusesUrlsThatAreNotSignedForThis() throws Exception {
    JsonNode upload = body(gateway.post("/uploads", "{}"));
    JsonNode other = body(gateway.post("/uploads", "{}"));
    String uploadUrl = local(upload, "uploadUrl").toString();

    for (String forged :
        new String[] {
          uploadUrl.replaceAll("sig=.{5}", "sig=AAAAA"),
          uploadUrl.replaceAll("se=\\d+", "se=99999999999"),
          uploadUrl.replaceAll("\\?.*", ""),
          uploadUrl.replace(path(upload).value(), path(other).value()),
          local(upload, "url").toString()
        }) {
      HttpResponse<String> response =
          gateway.send(
              HttpRequest.newBuilder(URI.create(forged)).PUT(BodyPublishers.ofString("x")));
      assertThat(response.statusCode()).as(forged).isEqualTo(403);
      assertThat(body(response).get("code").stringValue()).isEqualTo("InvalidSignature");
    }
    assertThat(gateway.send(HttpRequest.newBuilder(URI.create(uploadUrl)).GET()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void goesOnWithAnUploadThatBrokeOff() throws Exception {
    JsonNode upload = body(gateway.post("/uploads", "{\"fileName\": \"m.bin\"}"));
    assertThat(upload.at("/headers/Upload-Complete").stringValue()).isEqualTo("?1");
    assertThat(arrival(upload)).isEqualTo("0 ?0");
    breakOff(upload, "PUT", "Upload-Complete: ?1", 10, "abc");
    Awaitility.await().until(() -> arrival(upload).equals("3 ?0"));
    breakOff(upload, "PATCH", "Upload-Complete: ?1\r\nUpload-Offset: 3", 7, "def");
    Awaitility.await().until(() -> arrival(upload).equals("6 ?0"));
    assertThat(get(upload).statusCode()).isEqualTo(404);

    HttpResponse<String> elsewhere = patch(upload, "3", "?1", "defghij");
    HttpResponse<String> rest = patch(upload, "6", "?1", "ghij");

    assertThat(elsewhere.statusCode()).isEqualTo(409);
    assertThat(elsewhere.headers().firstValue("Upload-Offset")).hasValue("6");
    assertThat(body(elsewhere).get("code").stringValue()).isEqualTo("UploadOffsetMismatch");
    assertThat(rest.statusCode()).as(rest.body()).isEqualTo(201);
    assertThat(get(upload).body()).isEqualTo("abcdefghij");
    assertThat(rest.headers().firstValue("ETag"))
        .isEqualTo(get(upload).headers().firstValue("ETag"));
    assertThat(arrival(upload)).isEqualTo("10 ?1");
    HttpResponse<String> more = patch(upload, "10", "?1", "k");
    assertThat(more.statusCode()).isEqualTo(409);
    assertThat(body(more).get("code").stringValue()).isEqualTo("UploadUsed");
  }

  @Test
  void takesAnUploadInParts() throws Exception {
    JsonNode upload = body(gateway.post("/uploads", "{}"));

    HttpResponse<String> first = patch(upload, "0", "?0", "abc");

    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(first.headers().firstValue("Upload-Offset")).hasValue("3");
    assertThat(patch(upload, "3", "?1", "").statusCode()).isEqualTo(201);
    assertThat(get(upload).body()).isEqualTo("abc");
  }

  @Test
  void refusesPartsThatDoNotSayWhereTheyBeginOrAreTooLarge() throws Exception {
    JsonNode upload = body(gateway.post("/uploads", "{}"));

    for (String offset : new String[] {"-1", "x", "", "9999999999999999999", "1.5"}) {
      HttpResponse<String> refused = patch(upload, offset, "?1", "abc");
      assertThat(refused.statusCode()).as(offset).isEqualTo(400);
      assertThat(body(refused).get("message").stringValue()).contains("Upload-Offset");
    }
    assertThat(patch(upload, "0", "yes", "abc").statusCode()).isEqualTo(400);
    assertThat(patch(upload, "1", "?1", "abc").statusCode()).isEqualTo(409);
    assertThat(patch(upload, "0", "?0", "abc").statusCode()).isEqualTo(204);
    HttpResponse<String> large =
        patch(upload, "3", "?1", "x".repeat((int) RunningGateway.UPLOAD_LIMIT - 2));
    assertThat(large.statusCode()).isEqualTo(413);
  }

  /** How many bytes have come, and whether these are all. */
  private static String arrival(JsonNode upload) throws Exception {
    HttpResponse<String> head =
        gateway.send(
            HttpRequest.newBuilder(local(upload, "uploadUrl"))
                .method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(204);
    return head.headers().firstValue("Upload-Offset").orElseThrow()
        + " "
        + head.headers().firstValue("Upload-Complete").orElseThrow();
  }

  private static HttpResponse<String> patch(
      JsonNode upload, String offset, String complete, String bytes) throws Exception {
    return gateway.send(
        HttpRequest.newBuilder(local(upload, "uploadUrl"))
            .header("Content-Type", "application/partial-upload")
            .header("Upload-Offset", offset)
            .header("Upload-Complete", complete)
            .method("PATCH", BodyPublishers.ofString(bytes)));
  }

  /** Sends less than announced and hangs up. */
  private static void breakOff(
      JsonNode upload, String method, String headers, int announced, String bytes)
      throws Exception {
    URI url = local(upload, "uploadUrl");
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              "%s %s?%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n%s\r\n\r\n%s"
                  .formatted(method, url.getRawPath(), url.getRawQuery(), announced, headers, bytes)
                  .getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      // The end of the answer, or of the connection.
      socket.getInputStream().readAllBytes();
    }
  }

  @Test
  void refusesAnUploadAfterItsTime() throws Exception {
    URI expired =
        gateway
            .artifacts()
            .sign(ArtifactPath.upload("late"), Permission.CREATE, Duration.ofSeconds(-1))
            .url();

    HttpResponse<String> response =
        gateway.send(
            HttpRequest.newBuilder(
                    URI.create(
                        expired.toString().replace("http://store.example.org", gateway.url())))
                .PUT(BodyPublishers.ofString("x")));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(body(response).get("message").stringValue()).contains("expired");
  }

  private static HttpResponse<String> put(JsonNode upload, BodyPublisher bytes) throws Exception {
    return gateway.send(HttpRequest.newBuilder(local(upload, "uploadUrl")).PUT(bytes));
  }

  private static HttpResponse<String> get(JsonNode upload) throws Exception {
    return gateway.send(HttpRequest.newBuilder(local(upload, "url")));
  }

  /** The URL of the tests' store, asked where it really listens. */
  private static URI local(JsonNode upload, String property) {
    return URI.create(
        upload.get(property).stringValue().replace("http://store.example.org", gateway.url()));
  }

  private static ArtifactPath path(JsonNode upload) {
    String path = URI.create(upload.get("url").stringValue()).getPath();
    return new ArtifactPath(path.substring("/artifacts/".length()));
  }
}
