package dev.modelwright.artifacts.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.ArtifactsContract;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.SignedUrl;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.testsupport.TestAzurite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AzureArtifactsIT extends ArtifactsContract {

  private static final ArtifactPath PATH = ArtifactPath.upload("a", "größe 1%.bin");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String container = "test-" + UUID.randomUUID();
  private final AzureArtifacts artifacts =
      AzureArtifacts.withKey(
          StoreName.DEFAULT, TestAzurite.connectionString(), container, Optional.empty(), clock);

  @Override
  protected Artifacts artifacts() {
    return artifacts;
  }

  @Test
  void readsWhatAnotherProcessStored() {
    Artifact stored = artifacts.create(ArtifactPath.of("locks", "a"), bytes("hello"));

    assertThat(
            AzureArtifacts.withKey(
                    StoreName.DEFAULT,
                    TestAzurite.connectionString(),
                    container,
                    Optional.empty(),
                    clock)
                .find(stored.path()))
        .contains(stored);
  }

  @Test
  void givesUrlsOfTheAddressThatClientsReachAndTakesThemBack() {
    URI passage = URI.create("https://modelwright.example.org/azure");
    AzureArtifacts passed =
        AzureArtifacts.withKey(
            StoreName.DEFAULT,
            TestAzurite.connectionString(),
            container,
            Optional.of(passage),
            clock);
    Artifact stored = passed.create(PATH, bytes("hello"));

    URI url = passed.sign(PATH, Permission.READ, Duration.ofHours(1)).url();

    assertThat(url.toString()).startsWith(passage + "/" + container + "/");
    assertThat(passed.resolve(url)).contains(PATH);
    assertThat(passed.pin(stored).sha256()).isEqualTo(stored.sha256());
    assertThat(artifacts.resolve(url)).isEmpty();
  }

  @Test
  void takesAnUploadStraightFromAClientOnce() throws Exception {
    SignedUrl upload = artifacts.sign(PATH, Permission.CREATE, Duration.ofHours(1));

    assertThat(put(upload, upload.url(), "first")).isEqualTo(201);
    assertThat(put(upload, upload.url(), "second, and longer")).isEqualTo(403);

    Artifact found = artifacts.find(PATH).orElseThrow();
    assertThat(found.size()).isEqualTo(5);
    assertThat(text(artifacts.pin(found).path(), 0)).isEqualTo("first");
  }

  @Test
  void doesNotBelieveTheDigestThatAClientClaims() throws Exception {
    SignedUrl upload = artifacts.sign(PATH, Permission.CREATE, Duration.ofHours(1));
    HttpRequest.Builder request =
        request(upload, upload.url(), "hello").header("x-ms-meta-sha256", "0".repeat(64));

    assertThat(HTTP.send(request.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(201);

    assertThat(artifacts.find(PATH).orElseThrow().sha256()).startsWith("2cf24dba5fb0a30e");
    assertThat(artifacts.pin(artifacts.find(PATH).orElseThrow()).sha256())
        .startsWith("2cf24dba5fb0a30e");
  }

  @Test
  void letsAnUploadUrlBeUsedForItsPathAndPurposeOnly() throws Exception {
    SignedUrl upload = artifacts.sign(PATH, Permission.CREATE, Duration.ofHours(1));
    artifacts.create(PATH, bytes("there"));

    URI other = URI.create(upload.url().toString().replace(".bin", ".zip"));
    assertThat(put(upload, other, "x")).isEqualTo(403);
    assertThat(get(upload.url())).isEqualTo(403);
    assertThat(
            HTTP.send(
                    HttpRequest.newBuilder(upload.url()).DELETE().build(),
                    BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(403);
    URI container =
        URI.create(
            upload.url().toString().replaceAll("/uploads/.*\\?", "?restype=container&comp=list&"));
    assertThat(get(container)).isEqualTo(403);
  }

  @Test
  void refusesAnUploadAfterItsTime() throws Exception {
    SignedUrl upload = artifacts.sign(PATH, Permission.CREATE, Duration.ofSeconds(-60));

    assertThat(put(upload, upload.url(), "late")).isEqualTo(403);
    assertThat(artifacts.find(PATH)).isEmpty();
  }

  @Test
  void opensNoPlaceForUploadsAmongWhatIsBelieved() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            artifacts.sign(ArtifactPath.of("locks", "a"), Permission.CREATE, Duration.ofHours(1)));
  }

  @Test
  void takesARepeatedAppendThatHadArrivedForDone() throws IOException {
    ArtifactPath log = ArtifactPath.of("logs", "a");
    artifacts.createLog(log);
    artifacts.append(log, 0, "one ".getBytes(UTF_8));

    artifacts.append(log, 0, "one ".getBytes(UTF_8));
    artifacts.append(log, 4, "two".getBytes(UTF_8));

    assertThat(text(log, 0)).isEqualTo("one two");
  }

  @Test
  void saysWhatIsWrongWhenAzureIsAway() {
    assertThatExceptionOfType(ArtifactStoreException.class)
        .isThrownBy(() ->
            AzureArtifacts.withKey(
                StoreName.DEFAULT,
                TestAzurite.connectionString()
                    .replaceAll("BlobEndpoint=.*", "BlobEndpoint=http://127.0.0.1:1/a;"),
                container,
                Optional.empty(),
                clock))
        .withMessageContaining("http://127.0.0.1:1/a/" + container)
        .withMessageContaining("modelwright.artifacts.azure");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            AzureArtifacts.withKey(
                StoreName.DEFAULT,
                "BlobEndpoint=http://127.0.0.1:1/a;",
                container,
                Optional.empty(),
                clock))
        .withMessageContaining("AccountKey");
  }

  private static int put(SignedUrl upload, URI url, String content) throws Exception {
    return HTTP.send(request(upload, url, content).build(), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest.Builder request(SignedUrl upload, URI url, String content) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString(content));
    upload.headers().forEach(request::header);
    return request;
  }

  private static int get(URI url) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding()).statusCode();
  }
}
