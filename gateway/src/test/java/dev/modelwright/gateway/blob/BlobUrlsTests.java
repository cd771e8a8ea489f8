package dev.modelwright.gateway.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.gateway.blob.StorageAccounts.StorageAccount;
import dev.modelwright.gateway.blob.UploadedBlobs.Blob;
import dev.modelwright.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links as the storage library of the original's client (azure-storage 0.36.0) made them. */
class BlobUrlsTests {

  private static final String ACCOUNT = "mw0123456789abcdef0123";
  private static final StoreName TEAM = new StoreName("team");
  private static final String KEY = "A".repeat(86) + "==";
  private static final String LINK =
      "http://mw0123456789abcdef0123.blob.core.windows.net/amlbdpackages/5be8905c.tar.gz?se=2026-12-26T12%3A00%3A00Z&sp=r&sv=2017-04-17&sr=b&sig=u4l6R4DjwCgUM4gYJhpzASd3hBEIWE/F1dnW0pPi/YE%3D";

  @TempDir private Path directory;

  private final Blob blob = new Blob(ACCOUNT, "amlbdpackages", "5be8905c.tar.gz");
  private ArtifactStores artifacts;
  private UploadedBlobs blobs;

  @BeforeEach
  void open() {
    artifacts =
        new ArtifactStores(Map.of(StoreName.DEFAULT, store(StoreName.DEFAULT), TEAM, store(TEAM)));
    blobs = new UploadedBlobs(artifacts);
  }

  private DirectoryArtifacts store(StoreName name) {
    return new DirectoryArtifacts(
        name,
        directory.resolve(name.value()),
        URI.create("http://ours.example.org"),
        clock("11-26"));
  }

  private static Clock clock(String day) {
    return Clock.fixed(Instant.parse("2026-" + day + "T20:00:00Z"), ZoneOffset.UTC);
  }

  private BlobUrls urlsAt(String day) {
    return new BlobUrls(
        account ->
            Optional.of(new StorageAccount(ACCOUNT, KEY, TEAM))
                .filter(_ -> account.equals(ACCOUNT)),
        blobs,
        artifacts,
        clock(day));
  }

  @Test
  void mapsALinkOfTheClientsLibrary() throws IOException {
    put("first");
    put("second");

    URI mapped = urlsAt("11-26").mapped(URI.create(LINK));

    ArtifactPath path = artifacts.resolve(mapped).orElseThrow();
    assertThat(path.name()).isEqualTo("5be8905c.tar.gz");
    assertThat(path.store()).isEqualTo(TEAM);
    assertThat(new String(artifacts.read(path, 0).readAllBytes(), UTF_8)).isEqualTo("second");
  }

  @Test
  void refusesALinkThatHasExpiredOrWasChanged() {
    put("content");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> urlsAt("12-27").mapped(URI.create(LINK)))
        .withMessageContaining("it has expired");
    for (String changed :
        List.of(
            LINK.replace("sp=r", "sp=rw"),
            LINK.replace("2026-12-26", "2027-12-26"),
            LINK.replace("5be8905c", "5be8905d"),
            LINK.replace("sv=2017-04-17", "sv=2020-02-10"),
            LINK.replaceAll("\\?.*", ""))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> urlsAt("11-26").mapped(URI.create(changed)))
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo("InvalidSignature"));
    }
  }

  @ParameterizedTest
  @CsvSource({"2026-11-26T20:05:00Z, true", "2026-11-26T20:06:00Z, false"})
  void takesALinkThatBeginsNowWhereTheClockIsFiveMinutesAhead(String begin, boolean taken) {
    put("content");
    String end = "2026-12-26T12:00:00Z";
    String text =
        "r\n%s\n%s\n/blob/%s/amlbdpackages/5be8905c.tar.gz\n\n\n\n2017-04-17\n\n\n\n\n"
            .formatted(begin, end, ACCOUNT);
    String signature = URLEncoder.encode(StorageSignature.sign(KEY, text), UTF_8);
    URI link =
        URI.create(
            LINK.replaceAll("\\?.*", "")
                + "?sp=r&sr=b&sv=2017-04-17&st=%s&se=%s&sig=%s".formatted(begin, end, signature));

    if (taken) {
      assertThat(urlsAt("11-26").mapped(link)).isNotEqualTo(link);
    } else {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> urlsAt("11-26").mapped(link))
          .withMessageContaining("not valid yet");
    }
  }

  @Test
  void leavesWhatIsNotOursAsItIs() {
    for (String url :
        List.of(
            "https://store.example.org/model.zip",
            "http://other.blob.core.windows.net/amlbdpackages/a?sig=b",
            "http://mw0123456789abcdef0123.blob.core.windows.net.example.org/amlbdpackages/a",
            "http://mw0123456789abcdef0123.blob.core.windows.net/")) {
      assertThat(urlsAt("11-26").mapped(URI.create(url))).isEqualTo(URI.create(url));
    }
    assertThat(urlsAt("11-26").mapped(null)).isNull();
  }

  @Test
  void keepsTheLastOfManyUploadsAtOnceAndLosesNone() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String content = "content " + i;
      threads.add(Thread.ofVirtual().start(() -> put(content)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(blobs.find(blob)).isPresent();
    assertThat(artifacts.logSize(blob.pointer()).orElseThrow())
        .isEqualTo(16L * (blobs.find(blob).orElseThrow().value().length() + 1));
  }

  private void put(String content) {
    blobs.put(blob, TEAM, new ByteArrayInputStream(content.getBytes(UTF_8)));
  }
}
