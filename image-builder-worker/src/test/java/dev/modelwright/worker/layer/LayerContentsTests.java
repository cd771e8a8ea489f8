package dev.modelwright.worker.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ContentFormat;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.UnsafeArchiveException;
import dev.modelwright.distribution.InMemoryContainerRegistry;
import dev.modelwright.distribution.RepositoryName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerContentsTests {

  private static final RepositoryName REPOSITORY = RepositoryName.of("test");
  private static final String FOLDER = "var/azureml-app/azureml-models/housing/1";

  private static final Map<String, String> SORTED =
      ordered("model/", "", "model/a", "one", "model/b/c", "two", "model-info", "three");
  private static final Map<String, String> SHUFFLED =
      ordered("model-info", "three", "model/b/c", "two", "model/", "", "model/a", "one");

  @TempDir private Path folder;

  private final InMemoryContainerRegistry registry = new InMemoryContainerRegistry();
  private final LayerWriter writer = new LayerWriter(registry);
  private DirectoryArtifacts artifacts;
  private LayerContents contents;

  @BeforeEach
  void open() {
    artifacts =
        new DirectoryArtifacts(
            folder.resolve("artifacts"), URI.create("http://127.0.0.1:8080"), Clock.systemUTC());
    contents = new LayerContents(artifacts, ArchiveLimits.standard(), folder.resolve("spool"));
  }

  @Test
  void unpacksBelowTheFolder() throws IOException {
    LayerDescriptor layer = write(unpacked(TarFixture.tar(SORTED), ContentFormat.TAR));

    assertThat(tarOf(layer))
        .containsExactlyEntriesOf(
            ordered(
                "var/",
                "",
                "var/azureml-app/",
                "",
                "var/azureml-app/azureml-models/",
                "",
                "var/azureml-app/azureml-models/housing/",
                "",
                FOLDER + "/",
                "",
                FOLDER + "/model/",
                "",
                FOLDER + "/model/a",
                "one",
                FOLDER + "/model/b/",
                "",
                FOLDER + "/model/b/c",
                "two",
                FOLDER + "/model-info",
                "three"));
  }

  @Test
  void makesTheSameLayerFromEveryFormatAndOrder() throws IOException {
    LayerDescriptor expected = write(unpacked(TarFixture.tar(SORTED), ContentFormat.TAR));

    assertThat(
            Stream.of(
                unpacked(TarFixture.tar(SHUFFLED), ContentFormat.TAR),
                unpacked(gzip(TarFixture.tar(SORTED)), ContentFormat.TAR_GZ),
                unpacked(gzip(TarFixture.tar(SHUFFLED)), ContentFormat.TAR_GZ),
                unpacked(zip(SORTED), ContentFormat.ZIP),
                unpacked(zip(SHUFFLED), ContentFormat.ZIP)))
        .extracting(this::write)
        .containsOnly(expected);
  }

  @Test
  void leavesNoTemporaryFile() throws IOException {
    write(unpacked(TarFixture.tar(SHUFFLED), ContentFormat.TAR));

    try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void needsNoTemporaryFileWhenMembersComeSorted() throws IOException {
    write(unpacked(gzip(TarFixture.tar(SORTED)), ContentFormat.TAR_GZ));

    assertThat(folder.resolve("spool")).doesNotExist();
  }

  @Test
  void putsAFileAsItIsAndKnowsTheSizeOfItsLayer() throws IOException {
    PlacedContent file = placed(pin("weights"), ContentFormat.PLAIN, false, "model.bin");

    LayerDescriptor layer = write(file);

    assertThat(tarOf(layer)).containsEntry(FOLDER + "/model.bin", "weights");
    assertThat(contents.of(List.of(file)).size()).hasValue(layer.size());
  }

  @Test
  void keepsAnArchivePackedUnlessToldToUnpack() throws IOException {
    byte[] zip = zip(SORTED);
    PlacedContent packed = placed(pin(zip), ContentFormat.ZIP, false, "model.zip");

    assertThat(tarOf(write(packed))).containsKey(FOLDER + "/model.zip");
  }

  @Test
  void mergesSeveralContentsIntoOneTree() throws IOException {
    PlacedContent tree = unpacked(TarFixture.tar(SHUFFLED), ContentFormat.TAR);
    PlacedContent file = placed(pin("x"), ContentFormat.PLAIN, false, "model-a");

    assertThat(tarOf(write(tree, file)).keySet())
        .endsWith(FOLDER + "/model/b/c", FOLDER + "/model-a", FOLDER + "/model-info");
    assertThat(write(file, tree)).isEqualTo(write(tree, file));
  }

  @Test
  void refusesTwoContentsForOnePath() throws IOException {
    PlacedContent tree = unpacked(TarFixture.tar(SORTED), ContentFormat.TAR);
    PlacedContent file = placed(pin("x"), ContentFormat.PLAIN, false, "model-info");
    PlacedContent folderAsFile = placed(pin("x"), ContentFormat.PLAIN, false, "model");

    assertThatThrownBy(() -> write(tree, file))
        .isInstanceOf(ConflictingMembersException.class)
        .hasMessageContaining(FOLDER + "/model-info");
    assertThatThrownBy(() -> write(tree, folderAsFile))
        .isInstanceOf(ConflictingMembersException.class);
  }

  @Test
  void storesNothingOfAnUnsafeArchive() throws IOException {
    byte[] evil = TarFixture.tar(ordered("a", "good", "../b", "bad"));

    assertThatThrownBy(() -> write(unpacked(evil, ContentFormat.TAR)))
        .isInstanceOf(UnsafeArchiveException.class);

    assertThat(registry.uploads()).isZero();
  }

  @Test
  void keysTellContentsPlacesAndCompressionApart() throws IOException {
    byte[] tar = TarFixture.tar(SORTED);
    PlacedContent content = unpacked(tar, ContentFormat.TAR);
    PlacedContent elsewhere = new PlacedContent("var/other", content.content());
    PlacedContent packed = placed(pin(tar), ContentFormat.TAR, false, "model.tar");

    assertThat(
            Stream.of(
                contents.keyOf(List.of(content), Compression.NONE),
                contents.keyOf(List.of(content), Compression.GZIP),
                contents.keyOf(List.of(elsewhere), Compression.NONE),
                contents.keyOf(List.of(packed), Compression.NONE),
                contents.keyOf(List.of(content, packed), Compression.NONE)))
        .doesNotHaveDuplicates();
  }

  @Test
  void takesAFolderFromAnEngine() throws IOException {
    byte[] tar = engineTar();

    LayerContent content =
        contents.ofFolder(() -> new ByteArrayInputStream(tar), ImagePaths.ENVIRONMENT);
    LayerDescriptor layer = writer.write(REPOSITORY, content, Compression.NONE, LayerProgress.NONE);

    assertThat(tarOf(layer))
        .containsExactlyEntriesOf(
            ordered(
                "opt/", "",
                "opt/env/", "",
                "opt/env/bin/", "",
                "opt/env/bin/python", "-> /usr/bin/python3.11",
                "opt/env/bin/tool", "run",
                "opt/env/lib/", "",
                "opt/env/lib/copy", "-> opt/env/bin/tool"));
    assertThat(TarFixture.entries(bytesOf(layer)))
        .filteredOn(entry -> entry.getName().endsWith("tool"))
        .allSatisfy(entry -> assertThat(entry.getMode() & 07777).isEqualTo(0755));
  }

  @Test
  void refusesDevicesOfAnEngine() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.putArchiveEntry(new TarArchiveEntry("env/null", TarConstants.LF_CHR));
      tar.closeArchiveEntry();
    }
    LayerContent content =
        contents.ofFolder(
            () -> new ByteArrayInputStream(out.toByteArray()), ImagePaths.ENVIRONMENT);

    assertThatThrownBy(
            () -> writer.write(REPOSITORY, content, Compression.GZIP, LayerProgress.NONE))
        .isInstanceOf(UnfitMemberException.class)
        .hasMessageContaining("opt/env/null");
  }

  private static byte[] engineTar() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.putArchiveEntry(new TarArchiveEntry("env/"));
      tar.closeArchiveEntry();
      TarArchiveEntry python = new TarArchiveEntry("env/bin/python", TarConstants.LF_SYMLINK);
      python.setLinkName("/usr/bin/python3.11");
      tar.putArchiveEntry(python);
      tar.closeArchiveEntry();
      TarArchiveEntry tool = new TarArchiveEntry("env/bin/tool");
      tool.setMode(04755);
      tool.setSize(3);
      tar.putArchiveEntry(tool);
      tar.write("run".getBytes(UTF_8));
      tar.closeArchiveEntry();
      TarArchiveEntry copy = new TarArchiveEntry("env/lib/copy", TarConstants.LF_LINK);
      copy.setLinkName("env/bin/tool");
      tar.putArchiveEntry(copy);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private LayerDescriptor write(PlacedContent... placed) {
    return writer.write(
        REPOSITORY, contents.of(List.of(placed)), Compression.NONE, LayerProgress.NONE);
  }

  private PlacedContent unpacked(byte[] archive, ContentFormat format) {
    return placed(pin(archive), format, true, "archive");
  }

  private static PlacedContent placed(
      Artifact artifact, ContentFormat format, boolean unpack, String fileName) {
    PinnedContent content =
        new PinnedContent(artifact, format, unpack, fileName, List.of("unused"));
    return new PlacedContent(FOLDER, content);
  }

  private Artifact pin(String text) {
    return pin(text.getBytes(UTF_8));
  }

  private Artifact pin(byte[] bytes) {
    return artifacts.pin(new ByteArrayInputStream(bytes));
  }

  private Map<String, String> tarOf(LayerDescriptor layer) throws IOException {
    return TarFixture.contents(bytesOf(layer));
  }

  private byte[] bytesOf(LayerDescriptor layer) throws IOException {
    try (InputStream content = registry.read(REPOSITORY, layer.digest())) {
      return content.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
