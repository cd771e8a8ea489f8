package dev.modelwright.worker.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tars that somebody else wrote or reads. */
public final class TarFixture {

  private TarFixture() {}

  public static List<TarArchiveEntry> entries(byte[] tar) throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    try (TarArchiveInputStream in = open(tar)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  static TarArchiveEntry first(byte[] tar) throws IOException {
    try (TarArchiveInputStream in = open(tar)) {
      return in.getNextEntry();
    }
  }

  /** Path of each member and what it is: its text, {@code -> target}, or empty for a folder. */
  public static Map<String, String> contents(byte[] tar) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    try (TarArchiveInputStream in = open(tar)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        boolean link = entry.isSymbolicLink() || entry.isLink();
        String text = link ? "-> " + entry.getLinkName() : new String(in.readAllBytes(), UTF_8);
        contents.put(entry.getName(), text);
      }
    }
    return contents;
  }

  /** In the given order; a path that ends with a slash is a folder. */
  static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (var file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        entry.setIds(1000, 1000);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static TarArchiveInputStream open(byte[] tar) {
    return new TarArchiveInputStream(new ByteArrayInputStream(tar), UTF_8.name());
  }
}
