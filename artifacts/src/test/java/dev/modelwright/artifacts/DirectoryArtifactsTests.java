package dev.modelwright.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactsTests extends ArtifactsContract {

  private static final URI PUBLIC_URL = URI.create("http://127.0.0.1:8080/base/");
  private static final ArtifactPath PATH = ArtifactPath.of("uploads", "model.bin");

  @TempDir Path directory;
  private DirectoryArtifacts artifacts;

  @BeforeEach
  void openStore() {
    artifacts = store();
  }

  @Override
  protected Artifacts artifacts() {
    return artifacts;
  }

  @Test
  void readsWhatAnotherProcessStored() {
    Artifact stored = artifacts.create(PATH, bytes("hello"));

    assertThat(store().find(PATH)).contains(stored);
  }

  @Test
  void goesOnWithAnObjectWhereItBrokeOff() throws IOException {
    assertThatExceptionOfType(ArtifactStoreException.class)
        .isThrownBy(() -> artifacts.continueAt(PATH, 0, breaking("hel"), true));
    assertThat(artifacts.find(PATH)).isEmpty();
    assertThat(store().arrival(PATH).bytes()).isEqualTo(3);

    Arrival arrival = store().continueAt(PATH, 3, bytes("lo"), true);

    Artifact whole = arrival.artifact().orElseThrow();
    assertThat(whole).isEqualTo(artifacts.find(PATH).orElseThrow());
    assertThat(whole.sha256()).isEqualTo(Sha256.of("hello"));
    assertThat(artifacts.read(PATH, 0)).hasContent("hello");
    assertThat(artifacts.arrival(PATH)).isEqualTo(arrival);
    assertThat(directory.resolve("incoming")).isEmptyDirectory();
  }

  @Test
  void takesAnObjectInParts() throws IOException {
    assertThat(artifacts.continueAt(PATH, 0, bytes("he"), false).artifact()).isEmpty();
    assertThat(artifacts.continueAt(PATH, 2, bytes("llo"), false).bytes()).isEqualTo(5);

    assertThat(artifacts.continueAt(PATH, 5, bytes(""), true).artifact()).isPresent();
    assertThat(artifacts.read(PATH, 0)).hasContent("hello");
  }

  @Test
  void refusesPartsThatDoNotBeginWhereTheLastOneEnded() {
    artifacts.continueAt(PATH, 0, bytes("hel"), false);

    for (long position : new long[] {0, 2, 4}) {
      assertThatExceptionOfType(UnexpectedPositionException.class)
          .isThrownBy(() -> artifacts.continueAt(PATH, position, bytes("x"), true))
          .satisfies(e -> assertThat(e.size()).isEqualTo(3));
    }
    ArtifactPath other = ArtifactPath.of("uploads", "other.bin");
    assertThatExceptionOfType(UnexpectedPositionException.class)
        .isThrownBy(() -> artifacts.continueAt(other, 1, bytes("x"), true))
        .satisfies(e -> assertThat(e.size()).isZero());
  }

  @Test
  void letsOnlyOneOfTwoGoOn() {
    artifacts.continueAt(PATH, 0, bytes("hel"), false);
    InputStream overtaken =
        new SequenceInputStream(
            bytes("l"),
            new InputStream() {
              @Override
              public int read() {
                artifacts.continueAt(PATH, 4, bytes("o"), true);
                return 'o';
              }

              @Override
              public int read(byte[] buffer, int offset, int length) {
                buffer[offset] = (byte) read();
                return 1;
              }
            });

    assertThatExceptionOfType(UnexpectedPositionException.class)
        .isThrownBy(() -> artifacts.continueAt(PATH, 3, overtaken, true));
    assertThat(artifacts.read(PATH, 0)).hasContent("hello");
  }

  @Test
  void refusesToGoOnWithACompleteObject() {
    artifacts.create(PATH, bytes("hello"));

    assertThatExceptionOfType(ArtifactExistsException.class)
        .isThrownBy(() -> artifacts.continueAt(PATH, 5, bytes("!"), true));
    assertThat(artifacts.arrival(PATH).artifact()).isPresent();
  }

  private static InputStream breaking(String before) {
    return new SequenceInputStream(
        bytes(before),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }
        });
  }

  @Test
  void keepsTheSigningKeyFromOthers() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("signing.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void sharesOneSigningKeyAmongProcessesThatStartTogether(@TempDir Path fresh) throws Exception {
    List<Callable<DirectoryArtifacts>> starts =
        IntStream.range(0, 8)
            .<Callable<DirectoryArtifacts>>mapToObj(
                _ -> () -> new DirectoryArtifacts(fresh, PUBLIC_URL, clock))
            .toList();

    try (var threads = Executors.newFixedThreadPool(starts.size())) {
      assertThat(threads.invokeAll(starts))
          .map(store -> store.get().sign(PATH, Permission.READ, Duration.ofHours(1)).url())
          .containsOnly(
              new DirectoryArtifacts(fresh, PUBLIC_URL, clock)
                  .sign(PATH, Permission.READ, Duration.ofHours(1))
                  .url());
    }
  }

  @Test
  void refusesAFolderThatItCannotUse(@TempDir Path other) throws IOException {
    Path file = Files.createFile(other.resolve("file"));

    assertThatExceptionOfType(ArtifactStoreException.class)
        .isThrownBy(() -> new DirectoryArtifacts(file, PUBLIC_URL, clock))
        .withMessageContaining("modelwright.artifacts.directory");
  }

  @Test
  void signsUrlsBelowThePublicAddress() {
    URI url = artifacts.sign(PATH, Permission.READ, Duration.ofHours(1)).url();

    assertThat(url.toString())
        .startsWith(
            "http://127.0.0.1:8080/base/artifacts/uploads/model.bin?se=%d&sp=r&sig="
                .formatted(clock.instant().plus(Duration.ofHours(1)).getEpochSecond()));
  }

  @Test
  void letsAnUploadUrlBeUsedForItsPathOnly() {
    String query = artifacts.sign(PATH, Permission.CREATE, Duration.ofHours(1)).url().getRawQuery();
    String expires = query.replaceAll(".*se=([^&]*).*", "$1");
    String signature = query.replaceAll(".*sig=([^&]*).*", "$1");

    artifacts.verify(PATH, Permission.CREATE, expires, signature);
    assertThatExceptionOfType(InvalidSignatureException.class)
        .isThrownBy(() -> artifacts.verify(PATH, Permission.READ, expires, signature));
    assertThatExceptionOfType(InvalidSignatureException.class)
        .isThrownBy(() ->
            artifacts.verify(ArtifactPath.of("other"), Permission.CREATE, expires, signature));
    assertThatExceptionOfType(InvalidSignatureException.class)
        .isThrownBy(() -> artifacts.verify(PATH, Permission.CREATE, expires + "0", signature));
    assertThatExceptionOfType(InvalidSignatureException.class)
        .isThrownBy(() -> artifacts.verify(PATH, Permission.CREATE, null, null));
  }

  @Test
  void leavesNoFileOfWhatIsNotThere() throws IOException {
    List<String> before = files();

    artifacts.create(PATH, bytes("hello"));
    artifacts.delete(PATH);
    artifacts.createLog(PATH);
    artifacts.createLog(PATH);
    artifacts.delete(PATH);
    Artifact pinned = artifacts.pin(bytes("hello"));
    artifacts.pin(bytes("hello"));
    artifacts.delete(pinned.path());

    assertThat(files()).isEqualTo(before);
  }

  @Test
  void sweepsWhatACrashLeft() throws IOException {
    Path half = Files.writeString(directory.resolve("incoming/half"), "half");
    Path fresh = Files.writeString(directory.resolve("incoming/fresh"), "still written");
    Artifact staged = artifacts.create(ArtifactPath.staged(), bytes("never accepted"));
    makeOld(half);
    makeOldIn(directory.resolve("staged"));
    Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));

    DirectoryArtifacts restarted = store();

    assertThat(half).doesNotExist();
    assertThat(fresh).exists();
    assertThat(restarted.find(staged.path())).isEmpty();
    assertThat(files()).noneMatch(file -> file.startsWith("data/"));
  }

  @Test
  void keepsPinnedBytesWhenACrashLeftThemStagedAsWell() throws IOException {
    Artifact staged = artifacts.create(ArtifactPath.staged(), bytes("hello"));
    Path metadata = onlyFileIn(directory.resolve("staged"));
    String content = Files.readString(metadata);
    Artifact pinned = artifacts.pin(staged);
    Files.writeString(metadata, content);
    makeOld(metadata);

    DirectoryArtifacts restarted = store();

    assertThat(metadata).doesNotExist();
    assertThat(restarted.read(pinned.path(), 0)).hasContent("hello");
  }

  @Test
  void appendsFromManyProcessesWithoutMixingLines() throws Exception {
    artifacts.createLog(PATH);
    List<Callable<Void>> writers =
        IntStream.range(0, 4).<Callable<Void>>mapToObj(n -> () -> append(n)).toList();

    try (var threads = Executors.newFixedThreadPool(writers.size())) {
      for (var writer : threads.invokeAll(writers)) {
        writer.get();
      }
    }

    String text = new String(artifacts.read(PATH, 0).readAllBytes(), UTF_8);
    assertThat(text.lines().collect(Collectors.groupingBy(line -> line, Collectors.counting())))
        .hasSize(4)
        .allSatisfy((_, count) -> assertThat(count).isEqualTo(25));
  }

  private Void append(int writer) {
    DirectoryArtifacts own = store();
    byte[] line = "writer %d\n".formatted(writer).getBytes(UTF_8);
    int written = 0;
    while (written < 25) {
      try {
        own.append(PATH, own.logSize(PATH).orElseThrow(), line);
        written++;
      } catch (ArtifactStoreException _) {
        // Somebody else was faster: look at the size again.
      }
    }
    return null;
  }

  private DirectoryArtifacts store() {
    return new DirectoryArtifacts(directory, PUBLIC_URL, clock);
  }

  private void makeOldIn(Path folder) throws IOException {
    makeOld(onlyFileIn(folder));
  }

  private void makeOld(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofDays(2))));
  }

  private static Path onlyFileIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.reduce((_, _) -> null).orElseThrow();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
