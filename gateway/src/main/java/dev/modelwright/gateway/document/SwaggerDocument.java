package dev.modelwright.gateway.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The REST surface as OpenAPI 2.0, made from 3.1. Its paths are relative to an account, which is
 * the base path: cut at its last slash, the address of this document is what they begin with.
 */
public final class SwaggerDocument {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> PARAMETER_SCHEMA =
      Set.of("type", "format", "pattern", "enum", "minimum", "maximum", "minLength", "maxLength");
  private static final String COMPONENTS = "#/components/";

  private final ObjectNode source;

  private SwaggerDocument(ObjectNode source) {
    this.source = source;
  }

  /**
   * @param openApi of {@link OpenApiDocument#read}
   * @param basePath path of the account; empty for the default account
   */
  public static ObjectNode of(ObjectNode openApi, String basePath) {
    return new SwaggerDocument(openApi).convert(basePath);
  }

  private ObjectNode convert(String basePath) {
    ObjectNode swagger = JSON.createObjectNode();
    swagger.put("swagger", "2.0");
    swagger.set("info", info());
    swagger.put("basePath", basePath.isEmpty() ? "/" : basePath);
    swagger.set("tags", source.get("tags"));
    swagger.set("security", source.get("security"));
    ObjectNode token = swagger.putObject("securityDefinitions").putObject("token");
    token
        .put("type", "apiKey")
        .put("in", "header")
        .put("name", "Authorization")
        .put("description", "'Bearer ' and a token of this installation.");
    ObjectNode paths = swagger.putObject("paths");
    source
        .get("paths")
        .properties()
        .forEach(path -> {
          if (belongs(path, basePath)) {
            paths.set(path.getKey(), path(path.getValue()));
          }
        });
    ObjectNode definitions = swagger.putObject("definitions");
    source
        .at("/components/schemas")
        .properties()
        .forEach(schema -> definitions.set(schema.getKey(), schema(schema.getValue())));
    return swagger;
  }

  private ObjectNode info() {
    ObjectNode info = JSON.createObjectNode();
    JsonNode openApi = source.get("info");
    for (String name : List.of("title", "version", "description")) {
      info.set(name, openApi.get(name));
    }
    info.putObject("license").set("name", openApi.at("/license/name"));
    return info;
  }

  /** All short paths; below an account only those that the account's own spelling has, too. */
  private boolean belongs(Map.Entry<String, JsonNode> path, String basePath) {
    if (path.getKey().startsWith(OpenApiDocument.ORIGINAL)) {
      return false;
    }
    return basePath.isEmpty() || source.get("paths").has(OpenApiDocument.ORIGINAL + path.getKey());
  }

  private ObjectNode path(JsonNode path) {
    ObjectNode converted = JSON.createObjectNode();
    if (path.get("parameters") instanceof ArrayNode shared) {
      converted.set("parameters", parameters(shared));
    }
    for (String method : new TreeSet<>(OpenApiDocument.METHODS)) {
      if (path.get(method) instanceof ObjectNode operation) {
        converted.set(method, operation(operation));
      }
    }
    return converted;
  }

  private ObjectNode operation(ObjectNode operation) {
    ObjectNode converted = JSON.createObjectNode();
    for (String name : List.of("operationId", "tags", "summary", "description", "security")) {
      if (operation.has(name)) {
        converted.set(name, operation.get(name));
      }
    }
    ArrayNode parameters =
        operation.get("parameters") instanceof ArrayNode own
            ? parameters(own)
            : JSON.createArrayNode();
    if (operation.get("requestBody") instanceof ObjectNode body) {
      Map.Entry<String, JsonNode> content = body.get("content").properties().iterator().next();
      converted.putArray("consumes").add(content.getKey());
      if (content.getKey().equals("application/x-www-form-urlencoded")) {
        addFields(parameters, content.getValue().get("schema"));
      } else {
        ObjectNode parameter = parameters.addObject();
        parameter.put("name", "body").put("in", "body");
        parameter.put("required", body.path("required").asBoolean(false));
        parameter.set("schema", schema(content.getValue().get("schema")));
      }
    }
    if (!parameters.isEmpty()) {
      converted.set("parameters", parameters);
    }
    Set<String> produces = new LinkedHashSet<>();
    ObjectNode responses = JSON.createObjectNode();
    operation
        .get("responses")
        .properties()
        .forEach(response ->
            responses.set(response.getKey(), response(resolved(response.getValue()), produces)));
    if (!produces.isEmpty()) {
      ArrayNode types = converted.putArray("produces");
      produces.forEach(types::add);
    }
    converted.set("responses", responses);
    return converted;
  }

  /** A form is a parameter for each of its fields. */
  private void addFields(ArrayNode parameters, JsonNode form) {
    form.get("properties")
        .properties()
        .forEach(field -> {
          ObjectNode parameter = parameters.addObject();
          parameter.put("name", field.getKey()).put("in", "formData");
          parameter.put(
              "required",
              form.path("required")
                  .valueStream()
                  .anyMatch(name -> name.asString().equals(field.getKey())));
          addType(parameter, field.getValue());
        });
  }

  private ArrayNode parameters(ArrayNode parameters) {
    ArrayNode converted = JSON.createArrayNode();
    parameters.forEach(parameter -> converted.add(parameter(resolved(parameter))));
    return converted;
  }

  private ObjectNode parameter(JsonNode parameter) {
    ObjectNode converted = JSON.createObjectNode();
    for (String name : List.of("name", "in", "description", "required")) {
      if (parameter.has(name)) {
        converted.set(name, parameter.get(name));
      }
    }
    addType(converted, parameter.get("schema"));
    if (converted.path("type").asString("").equals("array")) {
      converted.put("collectionFormat", "multi");
    }
    return converted;
  }

  /** Parameters and headers of 2.0 carry the keywords of their schema themselves. */
  private void addType(ObjectNode target, JsonNode schema) {
    JsonNode resolved = resolved(schema);
    for (Map.Entry<String, JsonNode> keyword : schema(resolved).properties()) {
      if (PARAMETER_SCHEMA.contains(keyword.getKey())) {
        target.set(keyword.getKey(), keyword.getValue());
      }
    }
    if (resolved.has("items")) {
      addType(target.putObject("items"), resolved.get("items"));
    }
  }

  private ObjectNode response(JsonNode response, Set<String> produces) {
    ObjectNode converted = JSON.createObjectNode();
    converted.set("description", response.get("description"));
    if (response.get("headers") instanceof ObjectNode headers) {
      ObjectNode target = converted.putObject("headers");
      headers
          .properties()
          .forEach(header -> {
            JsonNode resolved = resolved(header.getValue());
            ObjectNode to = target.putObject(header.getKey());
            if (resolved.has("description")) {
              to.set("description", resolved.get("description"));
            }
            addType(to, resolved.get("schema"));
          });
    }
    if (response.get("content") instanceof ObjectNode content && !content.isEmpty()) {
      content.propertyNames().forEach(produces::add);
      JsonNode first = content.properties().iterator().next().getValue().get("schema");
      converted.set("schema", schema(first));
    }
    return converted;
  }

  /** What 2.0 cannot say is left out; null as a value becomes the usual extension. */
  private ObjectNode schema(JsonNode schema) {
    ObjectNode converted = JSON.createObjectNode();
    if (schema.has("$ref")) {
      return converted.put(
          "$ref",
          schema.get("$ref").stringValue().replace(COMPONENTS + "schemas/", "#/definitions/"));
    }
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      JsonNode value = keyword.getValue();
      switch (keyword.getKey()) {
        case "type" -> addType(converted, value.isArray() ? (ArrayNode) value : null, value);
        case "enum" -> converted.set("enum", withoutNull(value));
        case "examples" -> converted.set("example", value.get(0));
        case "items" -> converted.set("items", schema(value));
        case "additionalProperties" ->
            converted.set(keyword.getKey(), value.isObject() ? schema(value) : value);
        case "properties" -> {
          ObjectNode properties = converted.putObject("properties");
          value
              .properties()
              .forEach(property -> properties.set(property.getKey(), schema(property.getValue())));
        }
        case "exclusiveMinimum" -> converted.put("exclusiveMinimum", true).set("minimum", value);
        case "anyOf", "oneOf", "const", "propertyNames" -> {
          // Any value, and any name.
        }
        default -> converted.set(keyword.getKey(), value);
      }
    }
    return converted;
  }

  private static void addType(ObjectNode converted, ArrayNode several, JsonNode one) {
    if (several == null) {
      converted.set("type", one);
      return;
    }
    several.forEach(type -> {
      if (type.stringValue().equals("null")) {
        converted.put("x-nullable", true);
      } else {
        converted.set("type", type);
      }
    });
  }

  private static ArrayNode withoutNull(JsonNode values) {
    ArrayNode kept = JSON.createArrayNode();
    values.valueStream().filter(value -> !value.isNull()).forEach(kept::add);
    return kept;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref")
        ? resolved(source.at(node.get("$ref").stringValue().substring(1)))
        : node;
  }
}
