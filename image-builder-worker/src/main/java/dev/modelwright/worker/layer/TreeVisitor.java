package dev.modelwright.worker.layer;

import java.io.IOException;
import java.io.InputStream;

/** Is shown the members of a tree; paths are relative, with slashes, without a trailing one. */
interface TreeVisitor {

  void directory(String path) throws IOException;

  /**
   * @param size in bytes; negative when it is only known at the end of the content
   * @param content to be read, or left, before the visitor returns
   */
  void file(String path, boolean executable, long size, InputStream content) throws IOException;

  /**
   * @param target as the link has it, relative to the folder of the link or absolute
   */
  void symlink(String path, String target) throws IOException;

  /**
   * @param target path of a file that was shown before
   */
  void hardLink(String path, boolean executable, String target) throws IOException;
}
