package dev.modelwright.distribution.http;

import dev.modelwright.distribution.RepositoryName;
import java.util.List;

/**
 * Rights that a token must give.
 *
 * @param values in the form of the token protocol, such as {@code repository:a/b:pull,push}
 */
record Scope(List<String> values) {

  static Scope of(RepositoryName repository) {
    return new Scope(List.of(write(repository)));
  }

  static Scope ofMount(RepositoryName target, RepositoryName source) {
    return new Scope(List.of(write(target), "repository:" + source + ":pull"));
  }

  static Scope ofDeletion(RepositoryName repository) {
    return new Scope(List.of(write(repository) + ",delete"));
  }

  private static String write(RepositoryName repository) {
    return "repository:" + repository + ":pull,push";
  }
}
