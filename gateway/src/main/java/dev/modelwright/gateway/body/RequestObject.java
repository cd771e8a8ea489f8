package dev.modelwright.gateway.body;

import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object that a client sent.
 *
 * <p>Property names are matched in any case, unknown ones ignored, and null is the same as absent.
 * What is wrong is collected with its path, so that the client hears of everything at once: read
 * all properties, then call {@link #rejectIfBroken}. What is wrong reads as null or empty.
 */
public final class RequestObject {

  private static final Set<String> FETCHED_SCHEMES = Set.of("http", "https", "wasb", "wasbs");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

  /** Characters of a description, and of other text for people. */
  public static final int MAX_TEXT = 4096;

  private static final int MAX_URL_LENGTH = 8192;
  private static final int MAX_DETAILS = 20;

  private final String path;
  private final Map<String, JsonNode> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Problem.Detail> broken;

  private RequestObject(String path, List<Problem.Detail> broken) {
    this.path = path;
    this.broken = broken;
  }

  /**
   * @throws ProblemException when the body is no JSON object
   */
  public static RequestObject of(JsonNode body) {
    if (!body.isObject()) {
      throw new ProblemException(
          Problem.of(
              "InvalidJson",
              400,
              "Cannot read the request body: it is %s, not an object. Send a JSON object."
                  .formatted(kind(body))));
    }
    return new RequestObject("", new ArrayList<>()).with(body);
  }

  /** A body that says nothing. */
  public static RequestObject empty() {
    return new RequestObject("", new ArrayList<>());
  }

  private RequestObject with(JsonNode object) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      if (properties.put(property.getKey(), property.getValue()) != null) {
        broken(property.getKey(), "is there twice, in different spellings");
      }
    }
    return this;
  }

  /** Null when absent. */
  public String text(String name) {
    return value(name).map(node -> textOf(node, pathOf(name))).orElse(null);
  }

  /** Null when absent. */
  public String text(String name, int maxLength) {
    String text = text(name);
    if (text != null && characters(text) > maxLength) {
      broken(
          name, "has %d characters; it may have at most %d".formatted(characters(text), maxLength));
      return null;
    }
    return text;
  }

  public String requiredText(String name) {
    String text = required(name).map(node -> textOf(node, pathOf(name))).orElse(null);
    if (text != null && text.isEmpty()) {
      broken(name, "is empty");
      return null;
    }
    return text;
  }

  /** A name of a model or manifest: it becomes part of paths, tags and links. */
  public String requiredName(String name) {
    return matching(
        name,
        requiredText(name),
        NAME,
        "is not 1 to 255 letters, digits, '.', '_' and '-' that begin with a letter or digit");
  }

  /**
   * @param rule what to say of a text that does not match
   */
  public String matching(String name, String text, Pattern pattern, String rule) {
    if (text == null || pattern.matcher(text).matches()) {
      return text;
    }
    broken(name, rule);
    return null;
  }

  /** Null when absent. */
  public String choice(String name, Collection<String> known) {
    return oneOf(name, text(name), known);
  }

  public String requiredChoice(String name, Collection<String> known) {
    return oneOf(name, requiredText(name), known);
  }

  private String oneOf(String name, String text, Collection<String> known) {
    if (text == null || known.contains(text)) {
      return text;
    }
    broken(
        name, "is '%s', not one of %s".formatted(Shown.shortened(text), String.join(", ", known)));
    return null;
  }

  /** Whether it says anything about a property. */
  public boolean has(String name) {
    return value(name).isPresent();
  }

  /** A string, or a number as a string; null when absent. */
  public String textOrNumber(String name) {
    return value(name)
        .map(node -> node.isNumber() ? numberOf(node) : textOf(node, pathOf(name)))
        .orElse(null);
  }

  /** As in JSON Schema 2.0 is whole. */
  private static String numberOf(JsonNode number) {
    return number.canConvertToExactIntegral() && number.canConvertToLong()
        ? Long.toString(number.longValue())
        : number.asString();
  }

  /** A whole number, or a string that says one; null when absent. */
  public Long wholeNumber(String name) {
    String text = textOrNumber(name);
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException _) {
      broken(name, "is '%s', not a whole number".formatted(Shown.shortened(text)));
      return null;
    }
  }

  /** True, false, or a string that says so; null when absent. */
  public Boolean flag(String name) {
    return value(name).map(node -> flagOf(node, name)).orElse(null);
  }

  private Boolean flagOf(JsonNode node, String name) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    String text = node.isString() ? node.stringValue().toLowerCase(Locale.ROOT) : "";
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    broken(
        name,
        node.isString()
            ? "is '%s', neither true nor false".formatted(Shown.shortened(node.stringValue()))
            : "is %s, neither true nor false".formatted(kind(node)));
    return null;
  }

  public URI requiredUrl(String name) {
    return urlOf(name, requiredText(name));
  }

  private URI urlOf(String name, String text) {
    if (text == null) {
      return null;
    }
    if (text.length() > MAX_URL_LENGTH) {
      broken(
          name, "has %d characters; a URL has at most %d".formatted(text.length(), MAX_URL_LENGTH));
      return null;
    }
    try {
      URI url = new URI(text);
      if (isFetched(url) && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    broken(
        name,
        "is '%s', which is no absolute http or https URL; percent-encode what a URL must not hold"
            .formatted(Shown.shortened(text)));
    return null;
  }

  /** Those of Hadoop ({@code wasb}) name blobs that https has as well. */
  private static boolean isFetched(URI url) {
    return url.getScheme() != null
        && FETCHED_SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT));
  }

  public UUID requiredId(String name) {
    return required(name)
        .map(node -> textOf(node, pathOf(name)))
        .map(text -> idOf(text, pathOf(name)))
        .orElse(null);
  }

  private UUID idOf(String text, String at) {
    return Ids.parse(text)
        .orElseGet(() -> {
          brokenAt(at, "is '%s', which is no id (a UUID)".formatted(Shown.shortened(text)));
          return null;
        });
  }

  /** Empty when absent. */
  public List<UUID> ids(String name) {
    List<UUID> ids = new ArrayList<>();
    List<String> texts = texts(name);
    for (int index = 0; index < texts.size(); index++) {
      String text = texts.get(index);
      UUID id = text == null ? null : idOf(text, pathOf(name, index));
      if (id != null && ids.contains(id)) {
        brokenAt(pathOf(name, index), "is there twice");
      }
      ids.add(id);
    }
    return ids;
  }

  /** Empty when absent; null in place of an item that is no string. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> items = items(name);
    for (int index = 0; index < items.size(); index++) {
      texts.add(textOf(items.get(index), pathOf(name, index)));
    }
    return texts;
  }

  /** As {@link #texts(String)}, with limits. */
  public List<String> texts(String name, int maxItems, int maxLength) {
    List<String> texts = texts(name);
    if (texts.size() > maxItems) {
      broken(name, "has %d items; it may have at most %d".formatted(texts.size(), maxItems));
    }
    for (int index = 0; index < texts.size(); index++) {
      String text = texts.get(index);
      if (text != null && characters(text) > maxLength) {
        brokenAt(
            pathOf(name, index),
            "has %d characters; it may have at most %d".formatted(characters(text), maxLength));
      }
    }
    return texts;
  }

  /** Empty when absent. */
  public List<RequestObject> objects(String name) {
    List<RequestObject> objects = new ArrayList<>();
    List<JsonNode> items = items(name);
    for (int index = 0; index < items.size(); index++) {
      objectOf(items.get(index), pathOf(name, index)).ifPresent(objects::add);
    }
    return objects;
  }

  /** An empty object when absent. */
  public RequestObject object(String name) {
    return value(name)
        .flatMap(node -> objectOf(node, pathOf(name)))
        .orElseGet(() -> new RequestObject(pathOf(name), broken));
  }

  public RequestObject requiredObject(String name) {
    required(name);
    return object(name);
  }

  /** All properties, which must be strings. */
  public Map<String, String> textMap() {
    Map<String, String> texts = new LinkedHashMap<>();
    properties.forEach((name, node) -> {
      if (name.isEmpty()) {
        brokenAt(path, "has a property without a name");
      }
      String text = node.isNull() ? null : textOf(node, pathOf(name));
      if (text != null) {
        texts.put(name, text);
      }
    });
    return texts;
  }

  /** As {@link #textMap}, where some properties have a spelling of their own and hold URLs. */
  public Map<String, String> textMap(Collection<String> urls) {
    Map<String, String> texts = new TreeMap<>(textMap());
    for (String url : urls) {
      texts.keySet().removeIf(name -> name.equalsIgnoreCase(url));
      String text = properties.containsKey(url) ? text(url) : null;
      if (urlOf(url, text) != null) {
        texts.put(url, text);
      }
    }
    return texts;
  }

  /** Adds a broken rule; the message says what the property is. */
  public void broken(String name, String rule) {
    brokenAt(pathOf(name), rule);
  }

  private void brokenAt(String at, String rule) {
    Problem.Detail detail = new Problem.Detail("InvalidProperty", "%s %s".formatted(at, rule), at);
    if (!broken.contains(detail)) {
      broken.add(detail);
    }
  }

  /**
   * Ends the request when a rule is broken.
   *
   * @param action what cannot be done, for example {@code register model}
   */
  public void rejectIfBroken(String action) {
    if (broken.isEmpty()) {
      return;
    }
    List<Problem.Detail> details = broken.subList(0, Math.min(broken.size(), MAX_DETAILS));
    String more =
        broken.size() > MAX_DETAILS ? "; and %d more".formatted(broken.size() - MAX_DETAILS) : "";
    String causes =
        String.join("; ", details.stream().map(Problem.Detail::message).toList()) + more;
    throw new ProblemException(
        new Problem(
            "InvalidRequest",
            "Cannot %s%s: %s. Correct the request.".formatted(action, shownName(), causes),
            400,
            details));
  }

  private String shownName() {
    JsonNode name = properties.get("name");
    return name == null || !name.isString()
        ? ""
        : " '%s'".formatted(Shown.shortened(name.stringValue()));
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(properties.get(name)).filter(node -> !node.isNull());
  }

  private Optional<JsonNode> required(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      broken(name, "is missing");
    }
    return value;
  }

  private List<JsonNode> items(String name) {
    return value(name)
        .map(node -> {
          if (node.isArray()) {
            return List.copyOf(node.values());
          }
          broken(name, "is %s, not an array".formatted(kind(node)));
          return List.<JsonNode>of();
        })
        .orElse(List.of());
  }

  private String textOf(JsonNode node, String at) {
    if (!node.isString()) {
      brokenAt(at, "is %s, not a string".formatted(kind(node)));
      return null;
    }
    String text = node.stringValue();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      brokenAt(at, "holds half a character, a surrogate without its other half");
      return null;
    }
    return text;
  }

  /** As JSON Schema counts them. */
  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private Optional<RequestObject> objectOf(JsonNode node, String at) {
    if (node.isObject()) {
      return Optional.of(new RequestObject(at, broken).with(node));
    }
    brokenAt(at, "is %s, not an object".formatted(kind(node)));
    return Optional.empty();
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "a number";
      case STRING -> "a string";
      case NULL -> "null";
      case OBJECT, POJO -> "an object";
      case BINARY, MISSING -> "nothing";
    };
  }

  private String pathOf(String name) {
    String shown = Shown.shortened(name);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  private String pathOf(String name, int index) {
    return pathOf(name) + "[" + index + "]";
  }
}
