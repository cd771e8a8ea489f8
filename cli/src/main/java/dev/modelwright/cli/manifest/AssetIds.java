package dev.modelwright.cli.manifest;

import java.util.HashSet;
import java.util.Set;

/** Gives assets ids that are like their names, unique and at most 32 characters long. */
final class AssetIds {

  private static final int LONGEST = 32;

  private final Set<String> given = new HashSet<>();

  String next(String name) {
    String wanted = cut(name.replaceAll("[^A-Za-z0-9._-]", "_"), LONGEST);
    String id = wanted;
    for (int number = 2; !given.add(id); number++) {
      String suffix = "-" + number;
      id = cut(wanted, LONGEST - suffix.length()) + suffix;
    }
    return id;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
