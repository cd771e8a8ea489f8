package dev.modelwright.gateway.catalog.web;

import dev.modelwright.gateway.body.Ids;
import dev.modelwright.gateway.catalog.Page;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a client wants of a list: filters, how many, and from where on. */
public final class ListQuery {

  private static final String COUNT = "count";
  private static final String SKIP_TOKEN = "$skipToken";

  private final Map<String, String[]> parameters;
  private final Map<String, List<String>> wanted = new LinkedHashMap<>();

  /**
   * @param parameters of the request, as the servlet container gives them
   * @throws ProblemException when {@code count} is no number
   */
  public ListQuery(Map<String, String[]> parameters) {
    this.parameters = parameters;
    last(COUNT).ifPresent(count -> wanted.put(COUNT, List.of(counted(count))));
    last(SKIP_TOKEN).ifPresent(token -> wanted.put("skipToken", List.of(token)));
  }

  /** Takes filters that hold any text. Empty ones are the same as absent. */
  public ListQuery texts(String... names) {
    for (String name : names) {
      last(name).ifPresent(text -> wanted.put(name, List.of(text)));
    }
    return this;
  }

  /** Takes a filter that may be repeated: all of its values must hold. */
  public ListQuery repeatable(String name) {
    List<String> texts =
        Arrays.stream(parameters.getOrDefault(name, new String[0]))
            .filter(text -> !text.isEmpty())
            .toList();
    if (!texts.isEmpty()) {
      wanted.put(name, texts);
    }
    return this;
  }

  /**
   * @throws ProblemException when one is no id
   */
  public ListQuery ids(String... names) {
    for (String name : names) {
      last(name)
          .ifPresent(text ->
              wanted.put(
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
  public ListQuery choice(String name, Collection<String> known) {
    last(name)
        .ifPresent(text -> {
          if (!known.contains(text)) {
            throw invalid(name, text, "it is one of " + String.join(", ", known));
          }
          wanted.put(name, List.of(text));
        });
    return this;
  }

  /** What the owner is asked for. */
  public Map<String, List<String>> wanted() {
    return wanted;
  }

  /**
   * @param list address of the whole list
   */
  public <T, R> PageResource<R> page(Page<T> page, URI list, Function<T, R> resource) {
    return new PageResource<>(
        page.value().stream().map(resource).toList(),
        page.skipToken() == null ? null : next(list, page.skipToken()));
  }

  /** Repeats every parameter of the request, also those that we do not know. */
  private URI next(URI list, String skipToken) {
    Set<Map.Entry<String, String[]>> sent = parameters.entrySet();
    String kept =
        sent.stream()
            .filter(parameter -> !parameter.getKey().equals(SKIP_TOKEN))
            .flatMap(parameter ->
                Arrays.stream(parameter.getValue())
                    .map(value -> encode(parameter.getKey()) + "=" + encode(value) + "&"))
            .collect(Collectors.joining());
    return URI.create(list + "?" + kept + SKIP_TOKEN + "=" + encode(skipToken));
  }

  private Optional<String> last(String name) {
    String[] values = parameters.get(name);
    return values == null || values.length == 0 || values[values.length - 1].isEmpty()
        ? Optional.empty()
        : Optional.of(values[values.length - 1]);
  }

  private static String counted(String text) {
    try {
      return Integer.toString(Integer.parseInt(text));
    } catch (NumberFormatException _) {
      throw invalid(COUNT, text, "it is a whole number from 1 on");
    }
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
