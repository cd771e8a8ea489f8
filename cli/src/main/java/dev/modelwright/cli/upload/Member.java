package dev.modelwright.cli.upload;

import java.nio.file.Path;

/**
 * One entry of an archive to be.
 *
 * @param name relative, with slashes; ends with one when it is a folder
 * @param file where the bytes are
 * @param size in bytes; 0 for a folder
 */
record Member(String name, Path file, long size) {

  boolean isFolder() {
    return name.endsWith("/");
  }
}
