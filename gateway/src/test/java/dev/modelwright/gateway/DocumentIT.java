package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The documents that the gateway serves describe the gateway that serves them. */
class DocumentIT {

  private static final List<String> METHODS =
      List.of("get", "head", "put", "post", "delete", "patch");

  /** What is served without a controller of ours. */
  private static final Set<String> NOT_OF_CONTROLLERS =
      Set.of("GET /actuator/health/readiness", "POST /oauth2/token");

  private static RunningGateway gateway;
  private static JsonNode openApi;
  private static JsonNode swagger;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
    openApi = JsonMapper.shared().readTree(withoutToken("/openapi.json").body());
    swagger = JsonMapper.shared().readTree(withoutToken("/swagger.json").body());
  }

  @Test
  void describesEveryMappingAndNoOther() {
    Set<String> described = operations(openApi);
    described.removeAll(NOT_OF_CONTROLLERS);

    assertThat(described).containsExactlyInAnyOrderElementsOf(mappings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openapi.json",
        "/swagger.json",
        "/asyncapi.json",
        ORIGINAL + "/openapi.json",
        ORIGINAL + "/swagger.json?api-version=2017-09-01-preview",
        ORIGINAL + "/asyncapi.json"
      })
  void servesEveryDocumentWithoutAToken(String path) throws Exception {
    HttpResponse<String> response = withoutToken(path);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(body(response).isObject()).isTrue();
  }

  @Test
  void servesTheDocumentAsAPageWithoutAToken() throws Exception {
    HttpResponse<String> moved = withoutToken("/docs");
    assertThat(moved.statusCode()).isEqualTo(302);
    String index = moved.headers().firstValue("Location").orElseThrow();

    HttpResponse<String> page = withoutToken(index);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(page.body()).contains("swagger-ui-bundle.js", "swagger-initializer.js");
    assertThat(withoutToken("/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
    assertThat(withoutToken("/docs/swagger-initializer.js").body()).contains("../openapi.json");
    assertThat(withoutToken("/docs/nothing.js").statusCode()).isEqualTo(404);
  }

  @Test
  void saysTheSameInBothVersions() {
    assertThat(operations(swagger))
        .containsExactlyInAnyOrderElementsOf(
            operations(openApi).stream()
                .filter(operation -> !operation.contains(" /api/subscriptions/"))
                .toList());
    assertThat(swagger.get("swagger").stringValue()).isEqualTo("2.0");
    assertThat(swagger.toString())
        .doesNotContain("\"anyOf\"", "\"null\"", "#/components", "\"requestBody\"", "\"content\"");
  }

  @Test
  void putsThePathsOfAnAccountBelowTheAddressOfItsSwagger() throws Exception {
    JsonNode document = body(withoutToken(ORIGINAL + "/swagger.json"));

    assertThat(document.get("basePath").stringValue()).isEqualTo(ORIGINAL);
    assertThat(document.get("paths").propertyNames())
        .contains("/models", "/images/{id}/log", "/swagger.json")
        .doesNotContain("/artifacts/{path}");
  }

  @Test
  void referencesOnlyWhatIsThere() {
    for (JsonNode document : List.of(openApi, swagger)) {
      Set<String> references = new HashSet<>();
      collect(document, references);
      assertThat(references)
          .isNotEmpty()
          .allSatisfy(reference ->
              assertThat(document.at(reference.substring(1)).isMissingNode())
                  .as(reference)
                  .isFalse());
    }
  }

  @Test
  void givesEveryOperationAnIdOfItsOwn() {
    List<String> ids =
        openApi
            .get("paths")
            .valueStream()
            .flatMap(path -> METHODS.stream().filter(path::has).map(path::get))
            .map(operation -> operation.get("operationId").stringValue())
            .toList();

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void describesWhatItAnswers() throws Exception {
    UUID model = gateway.registerModel();
    UUID image = gateway.createImage();
    gateway.owners().start(image);
    gateway.owners().succeed(image);
    UUID manifest =
        UUID.fromString(body(gateway.get("/images/" + image)).at("/Manifest/id").stringValue());

    assertFits("/models/{id}", gateway.get("/models/" + model));
    assertFits("/models", gateway.get("/models?count=1"));
    assertFits("/manifests/{id}", gateway.get("/manifests/" + manifest));
    assertFits("/manifests", gateway.get("/manifests"));
    assertFits("/images/{id}", gateway.get("/images/" + image));
    assertFits("/images", gateway.get("/images"));
    assertFits("/operations/{id}", gateway.get("/operations/" + image));
    assertFits("/models/{id}", gateway.get("/models/" + UUID.randomUUID()));
    assertFits("/images", gateway.get("/images?state=none"));
    assertFits("/images/{id}", withoutToken("/images/" + image));
    HttpResponse<String> upload =
        gateway.send(gateway.request("/uploads").POST(HttpRequest.BodyPublishers.noBody()));
    assertFits("/uploads", "post", upload);
  }

  /** Its client raises the first letter of every key, and dies of an empty one. */
  @Test
  void namesNoPropertyTwiceAsTheOriginalsClientReadsThem() {
    List<JsonNode> schemas = openApi.at("/components/schemas").findValues("properties");

    assertThat(schemas)
        .isNotEmpty()
        .allSatisfy(properties ->
            assertThat(
                    properties.propertyNames().stream()
                        .map(name ->
                            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)))
                .doesNotHaveDuplicates());
  }

  private static void assertFits(String path, HttpResponse<String> response) {
    assertFits(path, "get", response);
  }

  /** Status, headers and body as the document says. */
  private static void assertFits(String path, String method, HttpResponse<String> response) {
    String status = Integer.toString(response.statusCode());
    JsonNode described =
        resolved(openApi.get("paths").get(path).get(method).get("responses").path(status));
    assertThat(described.isMissingNode()).as("%s %s answers %s", method, path, status).isFalse();
    described
        .path("headers")
        .properties()
        .forEach(header -> {
          if (resolved(header.getValue()).path("required").asBoolean(false)) {
            assertThat(response.headers().firstValue(header.getKey()))
                .as(header.getKey())
                .isPresent();
          }
        });
    ObjectNode schema =
        (ObjectNode) described.get("content").get("application/json").get("schema").deepCopy();
    schema.set("components", openApi.get("components"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(response.body(), InputFormat.JSON))
        .as("%s %s: %s", method, path, response.body())
        .isEmpty();
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? openApi.at(node.get("$ref").stringValue().substring(1)) : node;
  }

  private static Set<String> operations(JsonNode document) {
    Set<String> operations = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method ->
                    operations.add(method.toUpperCase() + " " + comparable(path.getKey()))));
    return operations;
  }

  private static Set<String> mappings() {
    Set<String> mappings = new TreeSet<>();
    gateway
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((mapping, handler) -> {
          if (!ErrorController.class.isAssignableFrom(handler.getBeanType())) {
            assertThat(mapping.getMethodsCondition().getMethods()).as("%s", mapping).isNotEmpty();
            mapping
                .getPatternValues()
                .forEach(path ->
                    mapping
                        .getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mappings.add(method + " " + comparable(path))));
          }
        });
    // What passes on to a storage account is Azure's to describe.
    mappings.removeIf(mapping -> mapping.contains(" /azure/"));
    return mappings;
  }

  /** Whatever variables are called, and however much of a path they take. */
  private static String comparable(String path) {
    return path.replaceAll("\\{[^}]*}", "{}").replace("**", "{}");
  }

  private static void collect(JsonNode node, Set<String> references) {
    if (node.path("$ref").isString()) {
      references.add(node.get("$ref").stringValue());
    }
    node.forEach(child -> collect(child, references));
  }

  private static HttpResponse<String> withoutToken(String path) throws Exception {
    return gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + path)));
  }
}
