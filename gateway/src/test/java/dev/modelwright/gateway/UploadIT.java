package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArtifactPath;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
  void needsNoBodyToOpenAnUpload() throws Exception {
    HttpResponse<String> opened =
        gateway.send(gateway.request("/uploads").POST(BodyPublishers.noBody()));

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    assertThat(body(opened).get("url").stringValue()).contains("/content?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "a\\\\b", "a\\u0000b"})
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
