package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every bad request gets its status and the flat body, and nothing is published. */
class BadInputIT {

  private static final String MODEL =
      "{\"name\": \"%s\", \"url\": \"https://store.example.org/m.zip\"}";
  private static final String ASSET =
      "{\"id\": \"score\", \"url\": \"https://store.example.org/score.py\"}";
  private static final String MANIFEST =
      "{\"name\": \"m\", \"driverProgram\": \"score\", \"assets\": [%s],"
          + " \"targetRuntime\": {\"runtimeType\": \"Python\"}}";
  private static final String ID = "07b56951-3ce6-481a-bcb7-e76ee669e990";

  /** Only bad requests go to this account, so that none may be heard from it. */
  private static final String BAD = "/api/subscriptions/bad/resourceGroups/input/accounts/only";

  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @AfterAll
  static void publishesNothing() throws Exception {
    gateway.registerModel();

    assertThat(gateway.owners().requests())
        .isNotEmpty()
        .noneMatch(request -> request.account().equals("bad/input/only"));
  }

  static Stream<Arguments> brokenJson() {
    return Stream.of(
        Arguments.of("no JSON", "no JSON", "line 1, column 1"),
        Arguments.of("empty", "", "it is empty"),
        Arguments.of("nothing but space", " \n\t", "it is empty"),
        Arguments.of("broken off", "{\"name\": \"m\",\n\"tags\": [\"a\"", "in tags[0]"),
        Arguments.of("two commas", "{\"tags\": [\"a\",, \"b\"]}", "in tags[1]"),
        Arguments.of("lonely comma", "{\n  ,\n}", "line 2, column 3"),
        Arguments.of("comma after the end", MODEL.formatted("m") + ",", "line 1"),
        Arguments.of("two objects", MODEL.formatted("m") + "{}", "follows the end"),
        Arguments.of("property twice", "{\"name\": \"a\", \"name\": \"b\"}", "name"),
        Arguments.of("no object", "[1]", "an array, not an object"),
        Arguments.of("null", "null", "null, not an object"),
        Arguments.of("half a character", "{\"name\": \"\\ud83d", "line 1"),
        Arguments.of("too deep", "[".repeat(100_000), "line 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenJson")
  void saysWhereJsonIsBroken(String name, String json, String where) throws Exception {
    assertRefused(gateway.post(BAD + "/models", json), 400, "InvalidJson", where);
  }

  static Stream<Arguments> invalidModels() {
    return Stream.of(
        Arguments.of("{}", "name is missing; url is missing"),
        Arguments.of("{\"name\": null, \"url\": null}", "name is missing; url is missing"),
        Arguments.of(MODEL.formatted(""), "name is empty"),
        Arguments.of(MODEL.formatted("a".repeat(256)), "name is not 1 to 255"),
        Arguments.of(MODEL.formatted("a".repeat(10_000)), "name is not 1 to 255"),
        Arguments.of(MODEL.formatted("a/b"), "name is not 1 to 255"),
        Arguments.of(MODEL.formatted(".."), "name is not 1 to 255"),
        Arguments.of(MODEL.formatted("../a"), "name is not 1 to 255"),
        Arguments.of(MODEL.formatted("a\\u0000b"), "'a?b'"),
        Arguments.of(MODEL.formatted("a\\r\\nSet-Cookie: x"), "'a??Set-Cookie: x'"),
        Arguments.of(MODEL.formatted("😀"), "name is not 1 to 255"),
        Arguments.of("{\"name\": 5, \"url\": []}", "name is a number, not a string"),
        Arguments.of("{\"name\": 5, \"url\": []}", "url is an array, not a string"),
        Arguments.of(with("\"tags\": \"a\""), "tags is a string, not an array"),
        Arguments.of(with("\"tags\": [\"a\", 1]"), "tags[1] is a number, not a string"),
        Arguments.of(with("\"unpack\": \"maybe\""), "unpack is 'maybe'"),
        Arguments.of(with("\"unpack\": 1"), "unpack is a number"),
        Arguments.of(with("\"unpack\": true, \"unPack\": false"), "unPack is there twice"),
        Arguments.of(with("\"description\": {}"), "description is an object"),
        Arguments.of(with("\"description\": \"\\udfff x\""), "description holds half a character"),
        Arguments.of(with("\"tags\": [\"\\ud83d\"]"), "tags[0] holds half a character"),
        Arguments.of(
            "{\"name\": \"m\", \"url\": \"sas url of the model file\"}",
            "url is 'sas url of the model file'"),
        Arguments.of("{\"name\": \"m\", \"url\": \"file:///etc/passwd\"}", "url is 'file:"),
        Arguments.of("{\"name\": \"m\", \"url\": \"/m.zip\"}", "url is '/m.zip'"),
        Arguments.of("{\"name\": \"m\", \"url\": \"http://\"}", "url is 'http://'"),
        Arguments.of("{\"name\": \"m\", \"url\": \"https:m.zip\"}", "url is 'https:m.zip'"));
  }

  private static String with(String property) {
    return "{\"name\": \"m\", \"url\": \"https://store.example.org/m\", %s}".formatted(property);
  }

  @ParameterizedTest
  @MethodSource("invalidModels")
  void namesWhatIsWrongWithAModel(String json, String cause) throws Exception {
    assertRefused(gateway.post(BAD + "/models", json), 400, "InvalidRequest", cause);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "Housing_model-1.0"})
  void takesPlainNames(String name) throws Exception {
    assertThat(gateway.post("/models", MODEL.formatted(name)).statusCode()).isEqualTo(200);
    assertThat(gateway.post("/models", MODEL.formatted("a".repeat(255))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void ignoresPropertiesItDoesNotKnowAndTheCaseOfThoseItKnows() throws Exception {
    HttpResponse<String> response =
        gateway.post(
            "/models",
            "{\"NAME\": \"m\", \"Url\": \"https://store.example.org/m\", \"unPack\": \"TRUE\", \"new\": {}}");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(body(response).get("unpack").booleanValue()).isTrue();
  }

  static Stream<Arguments> invalidManifests() {
    return Stream.of(
        Arguments.of("{}", "targetRuntime is missing"),
        Arguments.of("{}", "driverProgram is missing"),
        Arguments.of(MANIFEST.formatted(""), "assets holds no asset"),
        Arguments.of(
            MANIFEST.formatted(ASSET + "," + ASSET), "assets[1].id 'score' is there twice"),
        Arguments.of(
            MANIFEST.formatted(ASSET.replace("score\"", "other\"")),
            "driverProgram 'score' is the id of no asset"),
        Arguments.of(
            MANIFEST.formatted(ASSET + ",{\"id\": \"%s\"}".formatted("a".repeat(33))),
            "assets[1].id is not 1 to 32 characters"),
        Arguments.of(MANIFEST.formatted(ASSET + ",{\"id\": \"a\"}"), "assets[1].url is missing"),
        Arguments.of(MANIFEST.formatted(ASSET + ",5"), "assets[1] is a number, not an object"),
        Arguments.of(
            MANIFEST.formatted(ASSET).replace("\"Python\"", "\"Ruby\""),
            "targetRuntime.runtimeType is 'Ruby', not one of SparkPython, Python, PythonSlim"),
        Arguments.of(
            MANIFEST.formatted(ASSET).replace("{\"runtimeType\": \"Python\"}", "\"Python\""),
            "targetRuntime is a string, not an object"),
        Arguments.of(
            withRuntime("\"condaEnvFile\": \"myconda.yml\""),
            "targetRuntime.properties.condaEnvFile is 'myconda.yml'"),
        Arguments.of(
            withRuntime("\"PipRequirements\": 1"),
            "targetRuntime.properties.PipRequirements is a number"),
        Arguments.of(withMore("\"modelIds\": [\"x\"]"), "modelIds[0] is 'x', which is no id"),
        Arguments.of(
            withMore("\"modelIds\": [\"%s\", \"%s\"]".formatted(ID, ID.replace("-", ""))),
            "modelIds[1] is there twice"),
        Arguments.of(withMore("\"modelType\": \"Other\""), "modelType is 'Other'"),
        Arguments.of(withMore("\"webserviceType\": \"Batch\""), "webserviceType is 'Batch'"));
  }

  private static String withRuntime(String property) {
    return MANIFEST
        .formatted(ASSET)
        .replace("\"Python\"}", "\"Python\", \"properties\": {%s}}".formatted(property));
  }

  private static String withMore(String property) {
    return MANIFEST.formatted(ASSET).replace("{\"name\"", "{" + property + ", \"name\"");
  }

  @ParameterizedTest
  @MethodSource("invalidManifests")
  void namesWhatIsWrongWithAManifest(String json, String cause) throws Exception {
    assertRefused(gateway.post(BAD + "/manifests", json), 400, "InvalidRequest", cause);
  }

  static Stream<Arguments> invalidImages() {
    String image = "{\"name\": \"%s\", \"manifestId\": \"" + ID + "\"}";
    String rule = "name is also the image's repository in the container registry";
    return Stream.of(
        Arguments.of("{}", "name is missing; manifestId is missing"),
        Arguments.of(image.formatted("Housing"), rule),
        Arguments.of(image.formatted("a/b"), rule),
        Arguments.of(image.formatted("-a"), rule),
        Arguments.of(image.formatted("a..b"), rule),
        Arguments.of(image.formatted("a".repeat(129)), rule),
        Arguments.of("{\"name\": \"a\", \"manifestId\": \"7\"}", "manifestId is '7'"),
        Arguments.of(
            image.formatted("a").replace("}", ", \"imageType\": \"Tar\"}"),
            "imageType is 'Tar', not one of Docker"));
  }

  @ParameterizedTest
  @MethodSource("invalidImages")
  void namesWhatIsWrongWithAnImage(String json, String cause) throws Exception {
    assertRefused(gateway.post(BAD + "/images", json), 400, "InvalidRequest", cause);
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    String large = MODEL.formatted("m") + " ".repeat(1 << 20);

    assertRefused(gateway.post(BAD + "/models", large), 413, "BodyTooLarge", "1048576 bytes");
    assertRefused(
        gateway.send(
            gateway
                .request(BAD + "/models")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes())))),
        413,
        "BodyTooLarge",
        "POST /uploads");
  }

  @Test
  void refusesTenMegabytesInWords() throws Exception {
    for (String path : List.of("/models", "/manifests", "/images")) {
      assertRefused(
          gateway.post(BAD + path, MODEL.formatted("m") + " ".repeat(10_000_000)),
          413,
          "BodyTooLarge",
          "1048576 bytes");
    }
  }

  @Test
  void takesAThousandTagsAndNoMore() throws Exception {
    String tags =
        IntStream.range(0, 1000)
            .mapToObj("\"tag-%d\""::formatted)
            .collect(Collectors.joining(", "));

    HttpResponse<String> response = gateway.post("/models", with("\"tags\": [%s]".formatted(tags)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(body(response).get("tags").size()).isEqualTo(1000);
    assertRefused(
        gateway.post(BAD + "/models", with("\"tags\": [%s, \"x\"]".formatted(tags))),
        400,
        "InvalidRequest",
        "tags has 1001 items; it may have at most 1000");
    assertRefused(
        gateway.post(BAD + "/models", with("\"tags\": [\"%s\"]".formatted("x".repeat(257)))),
        400,
        "InvalidRequest",
        "tags[0] has 257 characters");
    assertThat(
            gateway
                .post("/models", with("\"description\": \"%s\"".formatted("😀".repeat(4096))))
                .statusCode())
        .isEqualTo(200);
    assertRefused(
        gateway.post(BAD + "/models", with("\"description\": \"%s\"".formatted("x".repeat(4097)))),
        400,
        "InvalidRequest",
        "description has 4097 characters");
  }

  @Test
  void takesAThousandAssetsAndAHundredModelsAndNoMore() throws Exception {
    String assets =
        ASSET
            + IntStream.range(1, 1000)
                .mapToObj(
                    ",{\"id\": \"asset-%d\", \"url\": \"https://store.example.org/score.py\"}"
                        ::formatted)
                .collect(Collectors.joining());
    HttpResponse<String> response = gateway.post("/manifests", MANIFEST.formatted(assets));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(body(response).get("assets").size()).isEqualTo(1000);
    assertRefused(
        gateway.post(
            BAD + "/manifests",
            MANIFEST.formatted(assets + "," + ASSET.replace("score\"", "one-more\""))),
        400,
        "InvalidRequest",
        "assets holds 1001 assets, more than 1000");
    String models =
        IntStream.range(0, 101)
            .mapToObj(number -> "\"" + new UUID(1, number) + "\"")
            .collect(Collectors.joining(", "));
    assertRefused(
        gateway.post(BAD + "/manifests", withMore("\"modelIds\": [%s]".formatted(models))),
        400,
        "InvalidRequest",
        "modelIds holds 101 models, and an image at most 100, for each is a layer of its own");
  }

  /** Only ASCII is in names, so that none looks like another; upper case is another name. */
  @Test
  void keepsNamesApartThatDifferInCaseAndRefusesThoseOfUnicode() throws Exception {
    String name = "Case-" + UUID.randomUUID();
    assertThat(body(gateway.post("/models", MODEL.formatted(name))).get("version").intValue())
        .isEqualTo(1);
    assertThat(
            body(gateway.post("/models", MODEL.formatted(name.toLowerCase())))
                .get("version")
                .intValue())
        .isEqualTo(1);
    for (String accented : List.of("caf\u00e9", "cafe\u0301", "\uff41", "\u0430")) {
      assertRefused(
          gateway.post(BAD + "/models", MODEL.formatted(accented)),
          400,
          "InvalidRequest",
          "name is not 1 to 255 letters");
    }
  }

  @Test
  void asksForNoMoreThanItNeeds() throws Exception {
    assertThat(gateway.post("/models", MODEL.formatted("less")).statusCode()).isEqualTo(200);
    HttpResponse<String> image =
        gateway.post(
            "/images",
            "{\"name\": \"less\", \"manifestId\": \"%s\"}".formatted(gateway.createManifest()));
    assertThat(image.statusCode()).as(image.body()).isEqualTo(202);
    assertThat(body(image).get("ImageType").stringValue()).isEqualTo("Docker");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models/%2e%2e/images",
        "/models/%2e%2e%2fimages",
        "/models/..%2f..%2factuator%2fhealth",
        "/models/%252e%252e%252fimages",
        "/models/%252500",
        "/models/..;/images",
        "/models/../../../etc/passwd",
        "//models",
        "/models//",
        "/models/;x=1",
        "/models/%c0%ae%c0%ae",
        "/models/%ff",
        "/models/x%00y",
        "/models/%0d%0aX-Evil:%201",
        "/models?name=%0d%0aX-Evil:%201",
        "/models?name=%00",
        "/models?tag=%ff",
        "/images/%5c..%5cmodels",
        "/api/subscriptions/%2e%2e/resourceGroups/g/accounts/a/models",
        "/api/subscriptions/s/resourceGroups/%252e%252e/accounts/a/models",
        "/api/subscriptions/s/resourceGroups/g/accounts/%0d%0aX-Evil:1/models",
        "/api/subscriptions/s/resourceGroups/g/accounts/a%00/models",
        "/artifacts/%2e%2e/%2e%2e/etc/passwd",
        "/artifacts/..%2f..%2fetc%2fpasswd?se=1&sig=x"
      })
  void standsTricksWithPaths(String path) throws Exception {
    for (String method : List.of("GET", "DELETE", "HEAD")) {
      RunningGateway.RawResponse response = gateway.raw(method + " " + path);

      assertThat(response.head())
          .matches("(?s)HTTP/1.1 [234]\\d\\d.*")
          .contains("x-ms-request-id: ");
      assertThat(response.head()).doesNotContain("X-Evil");
      assertThat(response.body()).doesNotContain("root:", "\"status\":\"UP\"", "Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models/%zz", "/models/a%2Fb", "/models/%00", "/images/a\\b"})
  void answersInTheFlatFormEvenBeforeAPathIsUnderstood(String path) throws Exception {
    RunningGateway.RawResponse response = gateway.raw("GET " + path);

    assertThat(response.head()).startsWith("HTTP/1.1 400").contains("x-ms-request-id: ");
    assertThat(response.body())
        .contains("\"code\":\"BadRequest\"", "\"statusCode\":400", "\"details\":[]");
  }

  static Stream<Arguments> unknownPaths() {
    return Stream.of("/", "/nothing", "/models/x/y", "/api/subscriptions/s/models", ORIGINAL)
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("unknownPaths")
  void saysThatAPathIsUnknown(String path) throws Exception {
    assertRefused(gateway.get(path), 404, "NotFound", "there is no such path");
  }

  @ParameterizedTest
  @CsvSource({
    "/models/, GET /models lists",
    "/manifests/, GET /manifests lists",
    "/images/, GET /images lists",
    "/operations/, GET /images lists"
  })
  void saysThatAnIdIsUnknown(String path, String remedy) throws Exception {
    assertRefused(gateway.get(path + ID), 404, "Unknown", ID);
    assertRefused(gateway.get(path + ID), 404, "Unknown", remedy);
    assertRefused(gateway.get(path + "no-id"), 404, "Unknown", "no-id");
    assertRefused(gateway.get(path + "%7B" + ID), 404, "Unknown", ID);
  }

  @Test
  void refusesMethodsContentTypesAndFormsItDoesNotSpeak() throws Exception {
    assertRefused(
        gateway.send(gateway.request("/models").DELETE()), 405, "MethodNotAllowed", "GET, POST");
    assertRefused(
        gateway.send(
            gateway
                .request(BAD + "/models")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(MODEL.formatted("m")))),
        415,
        "UnsupportedMediaType",
        "application/json");
    assertRefused(
        gateway.send(
            gateway.request("/images/" + ID + "/log").header("Accept", "application/json")),
        406,
        "NotAcceptable",
        "text/event-stream");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models?count=0",
        "/models?count=-1",
        "/models?count=1e9",
        "/models?count=many",
        "/manifests?modelId=x",
        "/images?manifestId=x",
        "/images?state=Done"
      })
  void refusesQueriesItCannotRead(String path) throws Exception {
    assertRefused(gateway.get(path), 400, "InvalidParameter", "");
  }

  @Test
  void refusesAnAccountThatIsNone() throws Exception {
    assertRefused(
        gateway.get("/api/subscriptions/s/resourceGroups/a%20b/accounts/c/models"),
        400,
        "InvalidAccount",
        "resource group");
  }

  @Test
  void refusesTextForPeopleThatIsTooLong() throws Exception {
    String text = "x".repeat(4097);
    for (String path : List.of("/accounts/default", "/environments/default")) {
      assertRefused(
          gateway.send(
              gateway
                  .request(path)
                  .header("Content-Type", "application/json")
                  .method(
                      "PATCH",
                      BodyPublishers.ofString(
                          "{\"location\": \"%1$s\", \"properties\": {\"description\": \"%1$s\"}}"
                              .formatted(text)))),
          400,
          "InvalidRequest",
          "location has 4097 characters; it may have at most 4096; properties.description has 4097");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accounts     | {'sku': {'capacity': '2'}}                                    | /sku/capacity             | 2",
        "accounts     | {'sku': {'capacity': 2.0}}                                    | /sku/capacity             | 2",
        "environments | {'properties': {'limits': {'memory': '67108864'}}}            | /properties/limits/memory | 67108864",
        "environments | {'properties': {'limits': {'memory': 67108864.0}}}            | /properties/limits/memory | 67108864",
        "environments | {'properties': {'limits': {'cpus': '1.5'}}}                   | /properties/limits/cpus   | 1.5"
      })
  void takesNumbersAsStrings(String list, String body, String property, String number)
      throws Exception {
    HttpResponse<String> answer = put("/%s/numbers".formatted(list), body.replace('\'', '"'));

    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    assertThat(body(answer).at(property).asString()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accounts     | {'sku': {'capacity': 'two'}}                        | sku.capacity is 'two', not a whole number",
        "accounts     | {'sku': {'capacity': 1e999}}                        | sku.capacity is 'Infinity', not a whole number",
        "accounts     | {'sku': {'capacity': true}}                         | sku.capacity is a boolean, not a string",
        "environments | {'properties': {'limits': {'memory': 'much'}}}      | limits.memory is neither a number",
        "environments | {'properties': {'limits': {'cpus': 'all'}}}         | limits.cpus is not a number",
        "environments | {'properties': {'limits': {'timeout': 5}}}          | limits.timeout is a number, not a string"
      })
  void refusesWhatIsNoNumberInEitherForm(String list, String body, String words) throws Exception {
    assertRefused(
        put("/%s/numbers".formatted(list), body.replace('\'', '"')), 400, "InvalidRequest", words);
  }

  private static HttpResponse<String> put(String path, String json) throws Exception {
    return gateway.send(
        gateway
            .request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  @Test
  void refusesParametersAndTagsWithoutAName() throws Exception {
    assertRefused(gateway.get("/models?=x"), 400, "InvalidParameter", "one has no name");
    assertRefused(
        gateway.send(
            gateway
                .request("/environments/default")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"tags\": {\"\": \"a\"}}"))),
        400,
        "InvalidRequest",
        "tags has a property without a name");
  }

  @Test
  void refusesFormsThatAreTooLarge() throws Exception {
    for (String path : List.of("/device", "/oauth2/device_authorization")) {
      assertRefused(
          gateway.send(
              gateway
                  .request(path)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString("user_code=" + "x".repeat(3_000_000)))),
          413,
          "ContentTooLarge",
          "its form is larger than may be");
    }
  }

  @Test
  void refusesHeadersItCannotRead() throws Exception {
    assertRefused(
        gateway.send(
            gateway
                .json(BAD + "/models", MODEL.formatted("m"))
                .header("Idempotency-Key", "k".repeat(256))),
        400,
        "InvalidHeader",
        "Idempotency-Key");
    String log = "/images/" + gateway.createImage() + "/log";
    for (String form : List.of("text/event-stream", "text/plain")) {
      assertRefused(
          gateway.send(
              gateway.request(log).header("Accept", form).header("Last-Event-ID", "yesterday")),
          400,
          "InvalidHeader",
          "yesterday");
    }
  }

  @Test
  void wantsTheToken() throws Exception {
    assertRefused(
        gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/models"))),
        401,
        "Unauthorized",
        "Authorization");
  }

  private static void assertRefused(
      HttpResponse<String> response, int status, String code, String words) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("x-ms-request-id")).isPresent();
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    JsonNode problem = body(response);
    assertThat(problem.propertyNames()).containsExactly("code", "message", "statusCode", "details");
    assertThat(problem.get("statusCode").intValue()).isEqualTo(status);
    assertThat(problem.get("code").stringValue()).startsWith(code);
    assertThat(problem.get("message").stringValue())
        .contains(words)
        .doesNotContain("\n")
        .hasSizeLessThan(4000);
  }
}
