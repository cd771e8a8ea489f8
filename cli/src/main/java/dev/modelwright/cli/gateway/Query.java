package dev.modelwright.cli.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Filters of a list, in the order given; a name may repeat. */
public record Query(List<Parameter> parameters) {

  public record Parameter(String name, String value) {}

  public static Query none() {
    return new Query(List.of());
  }

  public Query and(String name, String value) {
    return new Query(
        Stream.concat(parameters.stream(), Stream.of(new Parameter(name, value))).toList());
  }

  public Query and(Query more) {
    return new Query(Stream.concat(parameters.stream(), more.parameters().stream()).toList());
  }

  public Query andEach(String name, List<String> values) {
    Query query = this;
    for (String value : values) {
      query = query.and(name, value);
    }
    return query;
  }

  /** The form after {@code ?}; empty without parameters. */
  @Override
  public String toString() {
    return parameters.stream()
        .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
