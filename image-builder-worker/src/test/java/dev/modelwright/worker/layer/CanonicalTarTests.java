package dev.modelwright.worker.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.distribution.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalTarTests {

  private static final Digest GOLDEN =
      Digest.of("sha256:ec78657366ac2bdaafc938a1745b4742e567d1e3ad05ced97f51932106f95bc6");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CanonicalTar tar = new CanonicalTar(out);

  @Test
  void writesTheSameBytesOnEveryMachine() throws IOException {
    writeSample(tar);

    assertThat(Digest.of(out.toByteArray())).isEqualTo(GOLDEN);
  }

  @Test
  void writesTheSameBytesInEveryTimeZoneAndLanguage() throws IOException {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      writeSample(tar);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }

    assertThat(Digest.of(out.toByteArray())).isEqualTo(GOLDEN);
  }

  @Test
  void opensParentsOnce() throws IOException {
    file("a/b/one");
    tar.directory("a/b");
    file("a/b/two");
    file("a/c/three");
    tar.finish();

    assertThat(names()).containsExactly("a/", "a/b/", "a/b/one", "a/b/two", "a/c/", "a/c/three");
  }

  @Test
  void givesEverythingToRootAndKeepsOnlyTheExecutableBit() throws IOException {
    writeSample(tar);

    List<TarArchiveEntry> entries = TarFixture.entries(out.toByteArray());
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.getLongUserId()).isZero();
          assertThat(entry.getLongGroupId()).isZero();
          assertThat(entry.getUserName()).isEmpty();
          assertThat(entry.getGroupName()).isEmpty();
          assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(TarHeader.EPOCH);
        });
    assertThat(modeOf(entries, "opt/env/bin/tool")).isEqualTo("755");
    assertThat(modeOf(entries, "opt/env/bin/data")).isEqualTo("644");
    assertThat(modeOf(entries, "opt/env/bin/")).isEqualTo("755");
  }

  @Test
  void letsAnybodyWriteToTheWorkingDirectoryAlone() throws IOException {
    file("var/azureml-app/azureml-models/housing/1/model");
    tar.finish();

    List<TarArchiveEntry> entries = TarFixture.entries(out.toByteArray());
    assertThat(modeOf(entries, "var/azureml-app/")).isEqualTo("777");
    assertThat(modeOf(entries, "var/")).isEqualTo("755");
    assertThat(modeOf(entries, "var/azureml-app/azureml-models/")).isEqualTo("755");
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 100, 101, 255, 4000})
  void writesPathsOfAnyLength(int length) throws IOException {
    String path = "d/" + "x".repeat(length - 2);
    file(path);
    tar.symlink("e", path);
    tar.finish();

    List<TarArchiveEntry> entries = TarFixture.entries(out.toByteArray());
    assertThat(entries.get(1).getName()).isEqualTo(path);
    assertThat(entries.get(2).getLinkName()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"modèle", "模型", "\uD83E\uDD16", "a b", "a\nb", "a=b", "тест/модель"})
  void writesPathsInAnyScript(String path) throws IOException {
    file(path);
    tar.finish();

    assertThat(names()).last().isEqualTo(path);
  }

  @Test
  void writesHeaderOfAFileThatOldFieldsCannotHold() throws IOException {
    long size = (8L << 30) + 1;
    tar.fileHeader("huge", false, size);

    assertThat(TarFixture.first(out.toByteArray()).getSize()).isEqualTo(size);
  }

  @Test
  void linksToFilesThatCameBefore() throws IOException {
    file("a");
    tar.hardLink("b", false, "a");
    tar.finish();

    TarArchiveEntry link = TarFixture.entries(out.toByteArray()).get(1);
    assertThat(link.isLink()).isTrue();
    assertThat(link.getLinkName()).isEqualTo("a");
    assertThatThrownBy(() -> tar.hardLink("c", false, "d"))
        .isInstanceOf(UnsortedTreeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/etc/passwd", "..", "../a", "a/../b", "a//b", ".", "a/", "a\0b"})
  void refusesPathsThatAreNotInside(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> file(path));
    assertThatIllegalArgumentException().isThrownBy(() -> tar.symlink(path, "x"));
  }

  @Test
  void noticesMembersThatComeOutOfOrder() throws IOException {
    file("b");

    assertThatThrownBy(() -> file("a")).isInstanceOf(UnsortedTreeException.class);
    assertThatThrownBy(() -> file("b")).isInstanceOf(UnsortedTreeException.class);
  }

  @Test
  void noticesFilesWithoutSize() {
    assertThatThrownBy(() -> tar.file("a", false, -1, content("x")))
        .isInstanceOf(UnsortedTreeException.class);
  }

  @Test
  void refusesFileThatIsAFolderToo() throws IOException {
    file("a");

    assertThatThrownBy(() -> file("a/b"))
        .isInstanceOfSatisfying(
            ConflictingMembersException.class, e -> assertThat(e.path()).isEqualTo("a"));
  }

  @Test
  void noticesContentThatLiesAboutItsSize() {
    assertThatThrownBy(() -> tar.file("a", false, 10, content("short")))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("5 of 10");
    assertThatThrownBy(() -> tar.file("b", false, 3, content("longer")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("goes on after 3");
  }

  private static void writeSample(CanonicalTar tar) throws IOException {
    tar.file("opt/env/bin/data", false, 5, content("data\n"));
    tar.symlink("opt/env/bin/python", "/usr/bin/python3.11");
    tar.file("opt/env/bin/tool", true, 10, content("#!/bin/sh\n"));
    tar.hardLink("opt/env/bin/tool2", true, "opt/env/bin/tool");
    tar.file("opt/env/" + "long".repeat(40), false, 0, content(""));
    tar.file("opt/env/modèle", false, 512, content("x".repeat(512)));
    tar.directory("var/azureml-app/azureml-models");
    tar.finish();
  }

  private void file(String path) throws IOException {
    tar.file(path, false, 1, content("x"));
  }

  private List<String> names() throws IOException {
    return TarFixture.entries(out.toByteArray()).stream().map(TarArchiveEntry::getName).toList();
  }

  private static String modeOf(List<TarArchiveEntry> entries, String name) {
    return entries.stream()
        .filter(entry -> entry.getName().equals(name))
        .map(entry -> Integer.toOctalString(entry.getMode() & 07777))
        .findFirst()
        .orElseThrow();
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
