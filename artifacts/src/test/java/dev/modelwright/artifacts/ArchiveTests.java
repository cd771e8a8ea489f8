package dev.modelwright.artifacts;

import static dev.modelwright.artifacts.ArchiveFixture.gzip;
import static dev.modelwright.artifacts.ArchiveFixture.tar;
import static dev.modelwright.artifacts.ArchiveFixture.zip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveTests {

  private static final ArchiveLimits LIMITS = new ArchiveLimits(50, 20_000_000, 200);

  @TempDir Path directory;
  private Artifacts artifacts;

  @BeforeEach
  void openStore() {
    artifacts =
        new DirectoryArtifacts(directory, URI.create("http://127.0.0.1"), Clock.systemUTC());
  }

  static Stream<Arguments> goodArchives() {
    byte[] tar =
        tar()
            .directory("./")
            .directory("./model")
            .file("./model/weights.bin", "0123456789")
            .file("./other/deep/file", "")
            .executable("run.sh", "#!/bin/sh")
            .link("model/latest", "../other/deep/file")
            .bytes();
    return Stream.of(
        argumentSet(
            "zip",
            ContentFormat.ZIP,
            zip()
                .directory("model")
                .file("model/weights.bin", "0123456789")
                .file("other//deep/./file", "")
                .executable("run.sh", "#!/bin/sh")
                .link("model/latest", "../other/deep/file")
                .bytes()),
        argumentSet("tar", ContentFormat.TAR, tar),
        argumentSet("tar.gz", ContentFormat.TAR_GZ, gzip(tar)));
  }

  @ParameterizedTest
  @MethodSource("goodArchives")
  void visitsFoldersBeforeWhatTheyHold(ContentFormat format, byte[] bytes) throws IOException {
    List<String> visited = new ArrayList<>();

    List<String> roots =
        archive(bytes).read((member, content) -> visited.add(member + " " + text(content)));

    assertThat(formatOf(bytes)).isEqualTo(format);
    assertThat(visited)
        .containsExactly(
            "Directory[path=model] ",
            "File[path=model/weights.bin, executable=false, size=10] 0123456789",
            "Directory[path=other] ",
            "Directory[path=other/deep] ",
            "File[path=other/deep/file, executable=false, size=0] ",
            "File[path=run.sh, executable=true, size=9] #!/bin/sh",
            "SymbolicLink[path=model/latest, target=../other/deep/file] ");
    assertThat(roots).containsExactly("model", "other", "run.sh");
  }

  @Test
  void readsMembersThatTheVisitorLeaves() throws IOException {
    byte[] bytes = zip().file("a", "first").file("b", "second").bytes();
    List<String> paths = new ArrayList<>();

    archive(bytes).read((member, _) -> paths.add(member.path()));

    assertThat(paths).containsExactly("a", "b");
  }

  @Test
  void keepsHardLinksToFilesBefore() throws IOException {
    byte[] bytes = tar().file("./a", "first").hardLink("b", "./a").bytes();
    List<ArchiveMember> members = new ArrayList<>();

    archive(bytes).read((member, _) -> members.add(member));

    assertThat(members)
        .containsExactly(
            new ArchiveMember.File("a", false, 5), new ArchiveMember.HardLink("b", "a"));
  }

  @Test
  void readsGzipMembersOneAfterAnother() {
    byte[] tar = tar().file("a", "x".repeat(5000)).bytes();
    byte[] first = gzip(Arrays.copyOf(tar, 1000));
    byte[] second = gzip(Arrays.copyOfRange(tar, 1000, tar.length));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    assertThat(archive(both).check()).containsExactly("a");
  }

  @Test
  void dropsStepsUpWithWhichTheOriginalsClientNamesItsMembers() throws IOException {
    byte[] packed =
        gzip(
            tar()
                .file("../score.py", "def run(): ...")
                .directory("./../../shared")
                .file(".././/../shared/a", "x")
                .hardLink("../b", "../score.py")
                .bytes());
    List<String> visited = new ArrayList<>();

    List<String> roots = archive(packed).read((member, _) -> visited.add(member.toString()));

    assertThat(roots).containsExactly("b", "score.py", "shared");
    assertThat(visited)
        .contains("HardLink[path=b, target=score.py]", "Directory[path=shared]")
        .noneMatch(member -> member.contains(".."));
  }

  static Stream<Arguments> unsafeArchives() {
    return Stream.of(
        argumentSet("zip climbs", zip().file("../../evil", "x").bytes(), "climbs out"),
        argumentSet("zip climbs later", zip().file("a/../../evil", "x").bytes(), "climbs out"),
        argumentSet("tar climbs", tar().file("../evil", "x").bytes(), "climbs out"),
        argumentSet(
            "tar.gz climbs behind a name",
            gzip(tar().file("a/../../b", "x").bytes()),
            "climbs out"),
        argumentSet(
            "tar.gz names one file twice",
            gzip(tar().file("a", "1").file("../a", "2").bytes()),
            "twice"),
        argumentSet("zip is absolute", zip().file("/etc/passwd", "x").bytes(), "is absolute"),
        argumentSet("tar is absolute", tar().file("/etc/passwd", "x").bytes(), "is absolute"),
        argumentSet(
            "zip links to /etc/passwd", zip().link("a", "/etc/passwd").bytes(), "/etc/passwd"),
        argumentSet(
            "tar links to /etc/passwd", tar().link("a", "/etc/passwd").bytes(), "/etc/passwd"),
        argumentSet("link climbs", tar().link("a/b", "../../c").bytes(), "out of the folder"),
        argumentSet(
            "link climbs through a link",
            tar().link("here", ".").link("out", "here/../up").bytes(),
            "out of the folder"),
        argumentSet(
            "file below a link",
            tar().directory("d").link("a", "d").file("a/b", "x").bytes(),
            "file or link as well"),
        argumentSet(
            "link where a folder is", tar().file("a/b", "x").link("a", "c").bytes(), "twice"),
        argumentSet(
            "folder where a file is", tar().file("a", "x").directory("a").bytes(), "as well"),
        argumentSet("same file twice", zip().file("a", "1").file("a", "2").bytes(), "twice"),
        argumentSet("same after cleaning", tar().file("a", "1").file("./a", "2").bytes(), "twice"),
        argumentSet("device", tar().device("null").bytes(), "neither file"),
        argumentSet("pipe", tar().pipe("pipe").bytes(), "neither file"),
        argumentSet(
            "hard link out", tar().hardLink("a", "/etc/passwd").bytes(), "its path is absolute"),
        argumentSet("hard link to nothing", tar().hardLink("a", "b").bytes(), "no file before it"),
        argumentSet(
            "hard link to a link",
            tar().link("a", "b").hardLink("c", "a").bytes(),
            "no file before it"),
        argumentSet("control character", tar().file("a\nb", "x").bytes(), "control character"),
        argumentSet("too long a name", tar().file("a".repeat(256), "x").bytes(), "255"),
        argumentSet("too many members", manyMembers(51), "more than 50 members"));
  }

  @ParameterizedTest
  @MethodSource("unsafeArchives")
  void refusesWhatWouldDoHarm(byte[] bytes, String said) {
    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> archive(bytes).check())
        .withMessageContaining(said)
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  static Stream<Arguments> bombs() {
    byte[] zeros = new byte[10_000_000];
    return Stream.of(
        argumentSet("zip", zip().file("bomb", zeros).bytes()),
        argumentSet("tar.gz", gzip(tar().file("bomb", zeros).bytes())),
        argumentSet("behind the end of the tar", gzip(joined(tar().file("a", "").bytes(), zeros))));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void refusesWhatExpandsAThousandfold(byte[] bytes) {
    assertThat(bytes).hasSizeLessThan(30_000);
    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> archive(bytes).check())
        .withMessageContaining("expand to more than");
  }

  @Test
  void refusesWhatExpandsBeyondTheLimit() {
    byte[] noise = new byte[11_000_000];
    new Random(1).nextBytes(noise);
    byte[] bytes = zip().file("a", noise).file("b", noise).bytes();

    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> archive(bytes).check())
        .withMessageContaining("20,000,000");
  }

  @Test
  void refusesAZipThatLiesAboutSizes() {
    byte[] bytes = zip().file("a", "x".repeat(5000)).bytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(centralEntry(bytes) + 24, 100);

    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> archive(bytes).check())
        .withMessageContaining("another size");
  }

  @Test
  void refusesAZipWhoseChecksumIsWrong() {
    byte[] bytes = zip().file("a", "x".repeat(5000)).bytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(centralEntry(bytes) + 16, 1);

    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> archive(bytes).check())
        .withMessageContaining("checksum");
  }

  @Test
  void refusesAnEncryptedZip() {
    byte[] bytes = zip().file("a", "x").bytes();
    bytes[centralEntry(bytes) + 8] |= 1;

    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> archive(bytes).check())
        .withMessageContaining("encrypted");
  }

  @ParameterizedTest
  @MethodSource("goodArchives")
  void refusesHalfAnArchive(ContentFormat format, byte[] bytes) {
    byte[] half = Arrays.copyOf(bytes, format == ContentFormat.TAR ? 1030 : bytes.length / 2);

    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> archive(format, half).check());
  }

  @ParameterizedTest
  @MethodSource("goodArchives")
  void neverFailsInAnotherWay(ContentFormat format, byte[] good) {
    Random random = new Random(4);
    for (int round = 0; round < 60; round++) {
      byte[] bytes = good.clone();
      for (int change = 0; change < 3; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        archive(format, bytes).check();
      } catch (UnsafeArchiveException _) {
        // As it should be.
      }
    }
    assertThat(archive(format, good).check()).hasSize(3);
  }

  @Test
  void passesTheVisitorsOwnExceptionOn() {
    IOException own = new IOException("disk full");

    assertThatIOException()
        .isThrownBy(() ->
            archive(zip().file("a", "x").bytes())
                .read((_, _) -> {
                  throw own;
                }))
        .isSameAs(own);
  }

  @Test
  void refusesToReadAPlainFile() {
    assertThatThrownBy(() -> archive("just text".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Arguments> plainFiles() {
    return Stream.of(
        argumentSet("empty", new byte[0]),
        argumentSet("text", "PKZIP is a program".getBytes(UTF_8)),
        argumentSet("zeros", new byte[4096]),
        argumentSet("one compressed file", gzip("pickle".repeat(1000).getBytes(UTF_8))),
        argumentSet("broken gzip", "\u001f\u008bnothing".getBytes(ISO_8859_1)));
  }

  @ParameterizedTest
  @MethodSource("plainFiles")
  void takesEverythingElseForAPlainFile(byte[] bytes) {
    assertThat(formatOf(bytes)).isEqualTo(ContentFormat.PLAIN);
  }

  private static byte[] manyMembers(int count) {
    ArchiveFixture.Zip zip = zip();
    for (int i = 0; i < count; i++) {
      zip.file("folder/" + i, "");
    }
    return zip.bytes();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Offset of the only entry of the central directory (APPNOTE.TXT, section 4.3.12). */
  private static int centralEntry(byte[] zip) {
    return new String(zip, ISO_8859_1).indexOf("PK\1\2");
  }

  private Archive archive(byte[] bytes) {
    return archive(null, bytes);
  }

  private Archive archive(ContentFormat format, byte[] bytes) {
    Artifact artifact = artifacts.pin(new ByteArrayInputStream(bytes));
    return new Archive(
        artifacts,
        artifact,
        format == null ? ContentFormat.of(artifacts, artifact.path()) : format,
        LIMITS);
  }

  private ContentFormat formatOf(byte[] bytes) {
    return ContentFormat.of(artifacts, artifacts.pin(new ByteArrayInputStream(bytes)).path());
  }

  private static String text(InputStream content) throws IOException {
    return new String(content.readAllBytes(), UTF_8);
  }
}
