package dev.modelwright.schemas;

import java.util.List;

/**
 * Bytes pinned in the artifact store.
 *
 * @param path object path in the artifact store
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param size in bytes
 * @param format what the bytes are: {@code zip}, {@code tar}, {@code tar.gz} or {@code plain}
 * @param fileName name of the file when it is not unpacked
 * @param roots first path segments of the members when it is unpacked, sorted; else the file name
 */
public record Content(
    String path, String sha256, long size, String format, String fileName, List<String> roots) {

  public Content {
    roots = roots == null ? List.of() : List.copyOf(roots);
  }
}
