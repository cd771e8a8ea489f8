package dev.modelwright.gateway.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The REST surface as OpenAPI 3.1, read from {@code openapi.yaml}. What is the same everywhere is
 * added here: the second spelling of an account's paths, and what every response carries.
 */
public final class OpenApiDocument {

  /** How the original service's paths begin. */
  static final String ORIGINAL =
      "/api/subscriptions/{subscription}/resourceGroups/{group}/accounts/{account}";

  static final Set<String> METHODS = Set.of("get", "head", "put", "post", "delete", "patch");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> ACCOUNT_PARAMETERS =
      List.of("Subscription", "Group", "Account", "ApiVersion");
  private static final int LONGEST_SOURCE = 1 << 20;

  private final ObjectNode root;

  private OpenApiDocument(ObjectNode root) {
    this.root = root;
  }

  /** The whole document; takes some tenths of a second. */
  public static ObjectNode read() {
    OpenApiDocument document = new OpenApiDocument(source());
    document.root.remove("x-shared");
    document.addAccountPaths();
    document.addRequestIds();
    return document.root;
  }

  private static ObjectNode source() {
    try (InputStream yaml = OpenApiDocument.class.getResourceAsStream("openapi.yaml")) {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(1000);
      options.setCodePointLimit(LONGEST_SOURCE);
      Map<String, Object> read =
          new Yaml(new SafeConstructor(options))
              .load(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
      return (ObjectNode) JSON.<JsonNode>valueToTree(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addAccountPaths() {
    JsonNode accountPaths = root.remove("x-account-paths");
    ObjectNode paths = JSON.createObjectNode();
    accountPaths.properties().forEach(path -> paths.set(path.getKey(), path.getValue()));
    paths.setAll((ObjectNode) root.get("paths"));
    accountPaths
        .properties()
        .forEach(path -> paths.set(ORIGINAL + path.getKey(), inOriginalSpelling(path.getValue())));
    root.set("paths", paths);
  }

  /** The same with the account's parts as parameters, and with ids of operations of its own. */
  private static ObjectNode inOriginalSpelling(JsonNode path) {
    ObjectNode copy = (ObjectNode) path.deepCopy();
    ArrayNode parameters = JSON.createArrayNode();
    ACCOUNT_PARAMETERS.forEach(
        name -> parameters.addObject().put("$ref", "#/components/parameters/" + name));
    if (copy.get("parameters") instanceof ArrayNode own) {
      parameters.addAll(own);
    }
    copy.set("parameters", parameters);
    for (String method : METHODS) {
      if (copy.get(method) instanceof ObjectNode operation) {
        operation.put("operationId", operation.get("operationId").stringValue() + "OfAccount");
      }
    }
    return copy;
  }

  private void addRequestIds() {
    root.at("/components/responses").forEach(OpenApiDocument::addRequestIds);
    root.get("paths")
        .forEach(path ->
            METHODS.stream()
                .filter(path::has)
                .forEach(method ->
                    path.get(method)
                        .get("responses")
                        .valueStream()
                        .filter(response -> !response.has("$ref"))
                        .forEach(OpenApiDocument::addRequestIds)));
  }

  private static void addRequestIds(JsonNode response) {
    ObjectNode headers =
        response.get("headers") instanceof ObjectNode own
            ? own
            : ((ObjectNode) response).putObject("headers");
    headers.putObject("x-ms-request-id").put("$ref", "#/components/headers/RequestId");
    headers.putObject("x-ms-client-request-id").put("$ref", "#/components/headers/ClientRequestId");
  }
}
