package dev.modelwright.gateway.catalog.web;

import dev.modelwright.gateway.body.Ids;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client wants of a list: filters, how many, and from where on. Parameters are known in any
 * case; empty ones are the same as absent; what no list of this kind knows is refused, since a
 * filter that is passed over would show more than was asked for.
 */
public final class ListQuery {

  /** The most that one part of a list holds. */
  private static final int MAX_COUNT = 1000;

  private static final String COUNT = "count";
  private static final String SKIP_TOKEN = "$skipToken";
  private static final String API_VERSION = "api-version";
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0*([0-9]+)");
  private static final int MAX_DIGITS = 9;

  private final Map<String, List<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final TreeSet<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<String>> filters = new LinkedHashMap<>();

  /**
   * @param parameters of the request, as the servlet container gives them
   */
  public ListQuery(Map<String, String[]> parameters) {
    parameters.forEach((name, values) ->
        sent.merge(
            name,
            List.of(values),
            (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    known.addAll(List.of(COUNT, SKIP_TOKEN, API_VERSION));
  }

  /** Takes filters that hold any text. */
  public ListQuery texts(String... names) {
    for (String name : names) {
      single(name).ifPresent(text -> filters.put(name, List.of(text)));
    }
    return this;
  }

  /** Takes a filter that may be repeated: all of its values must hold. */
  public ListQuery repeatable(String name) {
    List<String> texts = values(name);
    if (!texts.isEmpty()) {
      filters.put(name, texts);
    }
    return this;
  }

  /**
   * @throws ProblemException when one is no id
   */
  public ListQuery ids(String... names) {
    for (String name : names) {
      single(name)
          .ifPresent(text ->
              filters.put(
                  name,
                  List.of(
                      Ids.parse(text)
                          .orElseThrow(() -> invalid(name, text, "it is no id (a UUID)"))
                          .toString())));
    }
    return this;
  }

  /**
   * @throws ProblemException when it is none of the known
   */
  public ListQuery choice(String name, Collection<String> choices) {
    single(name)
        .ifPresent(text ->
            filters.put(
                name,
                List.of(
                    choices.stream()
                        .filter(text::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() ->
                            invalid(name, text, "it is one of " + String.join(", ", choices))))));
    return this;
  }

  /** The filters with their values, in one spelling whatever the client's. */
  Map<String, List<String>> filters() {
    return filters;
  }

  /**
   * How many items a part holds; empty when the client did not say.
   *
   * @throws ProblemException when it is no whole number from 1 on
   */
  Optional<Integer> count() {
    return single(COUNT).map(ListQuery::counted);
  }

  Optional<String> skipToken() {
    return single(SKIP_TOKEN);
  }

  /**
   * @throws ProblemException when there is a parameter that was not taken
   */
  void rejectUnknown() {
    Optional<String> unknown =
        sent.keySet().stream().filter(name -> !known.contains(name)).findFirst();
    if (unknown.isPresent()) {
      throw new ProblemException(
          Problem.of(
              "UnknownParameter",
              400,
              "Cannot list with '%s': there is no such parameter. Lists of this kind know %s."
                  .formatted(Shown.shortened(unknown.get()), String.join(", ", known))));
    }
  }

  /** Everything that was sent but the token, and then this one. */
  String continuedWith(String skipToken) {
    String kept =
        sent.entrySet().stream()
            .filter(parameter -> !parameter.getKey().equalsIgnoreCase(SKIP_TOKEN))
            .flatMap(parameter ->
                parameter.getValue().stream()
                    .map(value -> encode(parameter.getKey()) + "=" + encode(value) + "&"))
            .collect(Collectors.joining());
    return kept + SKIP_TOKEN + "=" + encode(skipToken);
  }

  private Optional<String> single(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw invalid(name, values.getFirst(), "it is there %d times".formatted(values.size()));
    }
    return values.stream().findFirst();
  }

  private List<String> values(String name) {
    known.add(name);
    return sent.getOrDefault(name, List.of()).stream().filter(text -> !text.isEmpty()).toList();
  }

  /** Any number above the most is the same as the most. */
  private static int counted(String text) {
    var number = WHOLE_NUMBER.matcher(text);
    if (!number.matches() || number.group(1).equals("0")) {
      throw invalid(
          COUNT,
          text,
          "it is a whole number from 1 on, of which at most %d are taken".formatted(MAX_COUNT));
    }
    String digits = number.group(1);
    return digits.length() > MAX_DIGITS ? MAX_COUNT : Math.min(MAX_COUNT, Integer.parseInt(digits));
  }

  private static ProblemException invalid(String name, String text, String rule) {
    return new ProblemException(
        Problem.of(
            "InvalidParameter",
            400,
            "Cannot list with %s '%s': %s. Correct the query."
                .formatted(name, Shown.shortened(text), rule)));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
