package dev.modelwright.worker.layer;

import java.util.Comparator;

/**
 * The order of members in a canonical tar: a folder, then everything in it, siblings by the code
 * points of their names. It is the order in which a container engine walks a tree, so that such a
 * stream need not be sorted.
 */
enum CanonicalOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        return Integer.compare(rank(left, i), rank(right, i));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** A slash comes before everything else; surrogates count as the code point they stand for. */
  private static int rank(String path, int index) {
    int codePoint = path.codePointAt(index);
    boolean secondHalf = index > 0 && Character.isLowSurrogate(path.charAt(index));
    if (secondHalf) {
      codePoint = path.codePointAt(index - 1);
    }
    return codePoint == '/' ? -1 : codePoint;
  }
}
