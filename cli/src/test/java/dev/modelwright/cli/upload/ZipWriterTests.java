package dev.modelwright.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipWriterTests {

  @TempDir private Path parent;

  @Test
  void namesContentsAndTimesAreGolden() throws IOException {
    Path folder = folder("m");
    Files.writeString(folder.resolve("größe.txt"), "drei");

    assertThat(described(zip(folder, "m")))
        .containsExactly(
            "m/ 1980-02-01T00:00 ''",
            "m/a 1980-02-01T00:00 'first'",
            "m/b/ 1980-02-01T00:00 ''",
            "m/b/c 1980-02-01T00:00 'second'",
            "m/größe.txt 1980-02-01T00:00 'drei'");
  }

  @Test
  void bytesOfAnEmptyFolderAreGolden() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("empty"));

    assertThat(HexFormat.of().formatHex(zip(folder, "m")))
        .isEqualTo(
            "504b03041400080808000000410000000000000000000000000002000000"
                + "6d2f"
                + "0300504b0708000000000200000000000000"
                + "504b010214001400080808000000410000000000020000000000000002000000000000000000000000000000"
                + "00006d2f504b0506000000000100010030000000320000000000");
  }

  @Test
  void timesAndOrderOfCreationDoNotMatter() throws IOException {
    Path one = folder("one");
    Path two = Files.createDirectory(parent.resolve("two"));
    Files.createDirectory(two.resolve("b"));
    Files.writeString(two.resolve("b/c"), "second");
    Files.writeString(two.resolve("a"), "first");
    Files.setLastModifiedTime(two.resolve("a"), FileTime.from(Instant.EPOCH));

    assertThat(zip(one, "m")).isEqualTo(zip(two, "m"));
  }

  @Test
  void compressesOnlyWhatShrinks() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("m"));
    byte[] weights = new byte[1_000_000];
    new Random(1).nextBytes(weights);
    Files.write(folder.resolve("weights"), weights);
    Files.writeString(folder.resolve("text"), "the same again ".repeat(100_000));

    byte[] archive = zip(folder, "m");

    assertThat(archive.length).isBetween(1_000_000, 1_050_000);
    assertThat(CompressionLevel.of(folder.resolve("weights"))).isEqualTo(Deflater.NO_COMPRESSION);
    assertThat(CompressionLevel.of(folder.resolve("text"))).isEqualTo(Deflater.BEST_SPEED);
    assertThat(described(archive)).hasSize(3);
  }

  @Test
  void tellsHowManyBytesItRead() throws IOException {
    AtomicLong read = new AtomicLong();

    ZipWriter.write(
        FolderListing.of(new Source.Folder(folder("m"), "m")),
        new ByteArrayOutputStream(),
        read::addAndGet);

    assertThat(read).hasValue("first".length() + "second".length());
  }

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    Files.writeString(folder.resolve("a"), "first");
    Files.createDirectory(folder.resolve("b"));
    Files.writeString(folder.resolve("b/c"), "second");
    return folder;
  }

  private static byte[] zip(Path folder, String name) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ZipWriter.write(FolderListing.of(new Source.Folder(folder, name)), output, _ -> {});
    return output.toByteArray();
  }

  private static List<String> described(byte[] archive) throws IOException {
    List<String> entries = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String content = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        entries.add("%s %s '%s'".formatted(entry.getName(), entry.getTimeLocal(), content));
      }
    }
    return entries;
  }
}
