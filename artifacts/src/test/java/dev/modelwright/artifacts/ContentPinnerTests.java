package dev.modelwright.artifacts;

import static dev.modelwright.artifacts.ArchiveFixture.gzip;
import static dev.modelwright.artifacts.ArchiveFixture.tar;
import static dev.modelwright.artifacts.ArchiveFixture.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentPinnerTests {

  private static final FetchLimits LIMITS =
      new FetchLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          1_000_000,
          3,
          true,
          Set.of());
  private static final ArtifactPath UPLOAD =
      ArtifactPath.of("uploads", "s", "g", "a", "1", "my model.tar.gz");

  @TempDir Path directory;
  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-02T03:04:05Z"));
  private final RemoteContent remoteContent = new RemoteContent(LIMITS);
  private DirectoryArtifacts artifacts;
  private ContentPinner pinner;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    artifacts = new DirectoryArtifacts(directory, URI.create("http://127.0.0.1:1"), clock);
    pinner = new ContentPinner(artifacts, remoteContent, ArchiveLimits.standard());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    remoteContent.close();
    server.stop(0);
  }

  @Test
  void pinsAForeignFile() {
    URI url = serve("/folder%2Fscore%20me.py", "print()".getBytes(UTF_8));

    Pinned pinned = pinner.pin(url, false, "fallback");

    assertThat(pinned.path()).hasToString("sha256/" + pinned.sha256());
    assertThat(pinned.fileName()).isEqualTo("score me.py");
    assertThat(pinned.format()).isEqualTo(ContentFormat.PLAIN);
    assertThat(pinned.roots()).containsExactly("score me.py");
    assertThat(artifacts.read(pinned.path(), 0)).hasContent("print()");
  }

  @Test
  void namesAFileAfterTheFallbackWhenTheUrlHasNoName() {
    URI url = serve("/", "print()".getBytes(UTF_8));

    assertThat(pinner.pin(url, false, "fallback").fileName()).isEqualTo("fallback");
  }

  @Test
  void readsTheRootsOfAnArchiveThatIsUnpacked() {
    URI url = serve("/a.zip", zip().file("b/x", "").file("a", "").file("b/y", "").bytes());

    Pinned pinned = pinner.pin(url, true, "fallback");

    assertThat(pinned.format()).isEqualTo(ContentFormat.ZIP);
    assertThat(pinned.roots()).containsExactly("a", "b");
  }

  @Test
  void takesAnArchiveAsAFileWhenItIsNotUnpacked() {
    URI url = serve("/a.zip", zip().file("../evil", "").bytes());

    assertThat(pinner.pin(url, false, "fallback").roots()).containsExactly("a.zip");
  }

  @Test
  void takesAPlainFileAsItIsWhenItShouldBeUnpacked() {
    URI url = serve("/a.pkl", "pickle".getBytes(UTF_8));

    assertThat(pinner.pin(url, true, "fallback").roots()).containsExactly("a.pkl");
  }

  @Test
  void leavesNothingOfARefusedArchive() throws IOException {
    URI url = serve("/a.zip", zip().file("../evil", "").bytes());

    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> pinner.pin(url, true, "fallback"));

    assertThat(storedFiles()).isEmpty();
  }

  @Test
  void keepsABadArchiveThatSomebodyElsePinnedAsAFile() {
    URI url = serve("/a.zip", zip().file("../evil", "").bytes());
    Pinned file = pinner.pin(url, false, "fallback");

    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> pinner.pin(url, true, "fallback"));

    assertThat(artifacts.find(file.path())).isPresent();
  }

  @Test
  void leavesNothingOfAFileThatIsTooLarge() throws IOException {
    URI url = serve("/a", new byte[1_000_001]);

    assertThatExceptionOfType(ContentTooLargeException.class)
        .isThrownBy(() -> pinner.pin(url, false, "fallback"));

    assertThat(storedFiles()).isEmpty();
  }

  @Test
  void pinsTheSameBytesOnce() throws IOException {
    URI url = serve("/a", "same".getBytes(UTF_8));

    Pinned first = pinner.pin(url, false, "fallback");
    Pinned second = pinner.pin(url, false, "fallback");

    assertThat(second).isEqualTo(first);
    assertThat(storedFiles()).hasSize(2); // bytes and metadata
  }

  @Test
  void keepsAnUploadWithoutMovingIt() throws IOException {
    byte[] content = gzip(tar().file("model/part", "x").bytes());
    Artifact upload = artifacts.create(UPLOAD, new ByteArrayInputStream(content));
    URI url = artifacts.sign(UPLOAD, Permission.READ, Duration.ofHours(1)).url();

    Pinned pinned = pinner.pin(url, true, "fallback");

    assertThat(pinned)
        .isEqualTo(
            new Pinned(
                ArtifactPath.pinned(upload.sha256()),
                upload.sha256(),
                content.length,
                ContentFormat.TAR_GZ,
                "my model.tar.gz",
                List.of("model")));
    assertThat(storedFiles()).hasSize(3); // bytes once, with two names
    artifacts.delete(UPLOAD);
    assertThat(artifacts.read(pinned.path(), 0)).hasBinaryContent(content);
  }

  @Test
  void saysThatAnUploadHasNotHappened() {
    URI url = artifacts.sign(UPLOAD, Permission.READ, Duration.ofHours(1)).url();

    assertThatExceptionOfType(UnreachableContentException.class)
        .isThrownBy(() -> pinner.pin(url, true, "fallback"))
        .withMessageContaining("nothing was uploaded");
  }

  @Test
  void saysThatAnUploadUrlHasExpired() {
    URI url = artifacts.sign(UPLOAD, Permission.READ, Duration.ofHours(1)).url();
    clock.advance(Duration.ofHours(2));

    assertThatExceptionOfType(UnreachableContentException.class)
        .isThrownBy(() -> pinner.pin(url, true, "fallback"))
        .withMessageContaining("expired");
  }

  private URI serve(String path, byte[] content) {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private List<String> storedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("signing.key"))
          .toList();
    }
  }
}
