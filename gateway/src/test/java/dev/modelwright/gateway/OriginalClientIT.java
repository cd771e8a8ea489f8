package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.schemas.ManifestRequestEvent.ManifestCreationRequested;
import dev.modelwright.schemas.ModelRequestEvent.ModelRegistrationRequested;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The original's command-line client, call by call, with its headers, bodies and spellings: its
 * account and environment commands, and its way of uploading.
 */
class OriginalClientIT {

  private static final String MMA = "Microsoft.MachineLearningModelManagement";
  private static final String MLC = "Microsoft.MachineLearningCompute";
  private static final String GROUP =
      "/subscriptions/Sub/resourceGroups/" + ResourcesFixture.EMPTY_GROUP;
  private static final String CREATE_BODY =
      """
      {"location": "eastus2", "tags": {}, "sku": {"name": "S1", "capacity": 1},
       "properties": {"description": ""}}
      """;

  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @Test
  void accountCreateFindsTheProviderRegisteredAndCreatesTheAccount() throws Exception {
    HttpResponse<String> provider =
        manager("GET", "/subscriptions/Sub/providers/" + MMA + "?api-version=2017-05-10", null);
    assertThat(provider.statusCode()).isEqualTo(200);
    assertThat(body(provider).toString())
        .isEqualTo(
            "{\"id\":\"/subscriptions/Sub/providers/%s\",\"namespace\":\"%s\",\"registrationState\":\"Registered\",\"resourceTypes\":[]}"
                .formatted(MMA, MMA));
    assertThat(
            manager(
                    "POST",
                    "/subscriptions/Sub/providers/" + MMA + "/register?api-version=2017-05-10",
                    null)
                .statusCode())
        .isEqualTo(200);

    HttpResponse<String> created = manager("PUT", account("created"), CREATE_BODY);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertAccount(body(created), "created");
    assertThat(manager("PUT", account("created"), CREATE_BODY).statusCode()).isEqualTo(200);
    HttpResponse<String> read = manager("GET", account("created"), null);
    assertThat(read.statusCode()).isEqualTo(200);
    assertAccount(body(read), "created");
  }

  private static void assertAccount(JsonNode account, String name) {
    assertThat(account.propertyNames())
        .containsExactly("id", "name", "type", "location", "tags", "sku", "properties");
    assertThat(account.get("id").stringValue())
        .isEqualTo(GROUP + "/providers/" + MMA + "/accounts/" + name);
    assertThat(account.get("type").stringValue()).isEqualTo(MMA + "/accounts");
    assertThat(account.get("location").stringValue()).isEqualTo("eastus2");
    assertThat(account.get("tags").isEmpty()).isTrue();
    assertThat(account.get("sku").toString()).isEqualTo("{\"name\":\"S1\",\"capacity\":1}");
    assertThat(account.get("properties").propertyNames())
        .containsExactly(
            "description", "createdOn", "modifiedOn", "modelManagementSwaggerLocation");
  }

  @Test
  void theSwaggerLocationCutAtItsLastSlashIsAWorkingBaseUrl() throws Exception {
    manager("PUT", account("based"), CREATE_BODY);
    String location =
        body(manager("GET", account("based"), null))
            .at("/properties/modelManagementSwaggerLocation")
            .stringValue();
    String base = location.substring(0, location.lastIndexOf('/'));

    assertThat(location).startsWith(gateway.url()).endsWith("?api-version=2017-09-01-preview");
    for (String path : new String[] {location, base + "/models?api-version=2017-09-01-preview"}) {
      HttpResponse<String> answer =
          gateway.send(gateway.request(path.substring(gateway.url().length())));
      assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/Sub/resourceGroups/empty/providers/Microsoft.MachineLearningModelManagement/accounts",
        "/subscriptions/sub/resourcegroups/EMPTY/providers/microsoft.machinelearningmodelmanagement/accounts",
        "/subscriptions/Sub/providers/Microsoft.MachineLearningModelManagement/accounts"
      })
  void accountListsAreValuesWithAbsoluteLinks(String path) throws Exception {
    manager("PUT", account("listed-1"), CREATE_BODY);
    manager("PUT", account("listed-2"), CREATE_BODY);

    JsonNode all = body(manager("GET", path + "?api-version=2017-09-01-preview", null));
    JsonNode first = body(manager("GET", path + "?api-version=2017-09-01-preview&count=1", null));

    assertThat(all.propertyNames()).containsExactly("value");
    assertThat(all.get("value").findValuesAsString("name")).contains("listed-1", "listed-2");
    assertThat(first.get("nextLink").stringValue())
        .startsWith(gateway.url() + path)
        .contains("api-version=2017-09-01-preview", "count=1");
  }

  @Test
  void accountUpdateTakesATagsObjectLiterally() throws Exception {
    manager(
        "PUT",
        account("updated"),
        "{\"location\": \"eastus2\", \"tags\": {\"team\": \"a\"}, \"properties\": {\"description\": \"old\"}}");

    HttpResponse<String> described =
        manager("PATCH", account("updated"), "{\"properties\": {\"description\": \"new\"}}");
    HttpResponse<String> emptied =
        manager(
            "PATCH",
            account("updated"),
            "{\"tags\": {}, \"sku\": {\"name\": \"Devtest\", \"capacity\": 4.0}, \"properties\": {\"description\": \"\"}}");

    assertThat(described.statusCode()).isEqualTo(200);
    assertThat(body(described).at("/tags/team").stringValue()).isEqualTo("a");
    assertThat(body(described).at("/properties/description").stringValue()).isEqualTo("new");
    assertThat(body(emptied).get("tags").isEmpty()).isTrue();
    assertThat(body(emptied).at("/properties/description").stringValue()).isEmpty();
    assertThat(body(emptied).get("sku").toString())
        .isEqualTo("{\"name\":\"DevTest\",\"capacity\":4}");
  }

  @Test
  void accountDeleteAnswers200Then204() throws Exception {
    manager("PUT", account("deleted"), CREATE_BODY);

    assertThat(manager("DELETE", account("deleted"), null).statusCode()).isEqualTo(200);
    assertThat(manager("DELETE", account("deleted"), null).statusCode()).isEqualTo(204);
  }

  @Test
  void refusesToDeleteAnAccountThatHoldsSomethingAndNamesIt() throws Exception {
    gateway.post(
        "/api/subscriptions/holds/resourceGroups/g/accounts/a/manifests",
        """
        {"name": "held", "driverProgram": "score",
         "assets": [{"id": "score", "url": "https://store.example.org/score.py"}],
         "targetRuntime": {"runtimeType": "Python"}}
        """);
    HttpResponse<String> held =
        manager(
            "DELETE",
            "/subscriptions/holds/resourceGroups/g/providers/" + MMA + "/accounts/a",
            null);

    assertThat(held.statusCode()).isEqualTo(409);
    assertThat(body(held).at("/error/code").stringValue()).isEqualTo("AccountNotEmpty");
    assertThat(body(held).at("/error/message").stringValue()).contains("manifest 'held' version 1");
  }

  @Test
  void errorsHaveBothFormsAndNeverEmptyDetails() throws Exception {
    HttpResponse<String> unknown = manager("GET", account("nobody"), null);
    HttpResponse<String> version =
        manager("GET", account("nobody").replaceAll("version=.*", "version=2016-01-01"), null);
    HttpResponse<String> wrong =
        manager(
            "PUT",
            account("wrong"),
            "{\"tags\": {\"a\": 1}, \"sku\": {\"name\": \"S9\", \"capacity\": 17}}");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(body(unknown).propertyNames())
        .containsExactly("error", "code", "message", "statusCode", "details");
    assertThat(body(unknown).at("/error/message").stringValue())
        .isEqualTo(body(unknown).get("message").stringValue())
        .contains("'sub/empty/nobody'");
    assertThat(body(unknown).get("details")).hasSize(1);
    assertThat(version.statusCode()).isEqualTo(400);
    assertThat(body(version).at("/error/message").stringValue())
        .contains("2017-05-10", "2017-08-01-preview", "2017-09-01-preview");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(body(wrong).get("details").findValuesAsString("target"))
        .containsExactlyInAnyOrder("tags.a", "sku.name", "sku.capacity");
  }

  @Test
  void refusesNamesThatNothingCanHaveOnEveryPath() throws Exception {
    for (String path :
        List.of(
            "/subscriptions/%C2%84/providers/" + MLC,
            "/subscriptions/s/resourceGroups/a%20b",
            "/subscriptions/%C3%BC/providers/" + MLC + "/operationalizationClusters",
            "/subscriptions/s/resourceGroups/%C2%84/providers/" + MMA + "/accounts")) {
      HttpResponse<String> refused = manager("GET", path + "?api-version=2017-05-10", null);

      assertThat(refused.statusCode()).as(path).isEqualTo(400);
      assertThat(body(refused).at("/error/message").stringValue()).contains("letters, digits");
    }
  }

  @Test
  void envSetupFindsProviderAndResourceGroupAndSetsUp() throws Exception {
    HttpResponse<String> provider =
        manager("GET", "/subscriptions/Sub/providers/" + MLC + "?api-version=2017-05-10", null);
    assertThat(body(provider).get("registrationState").stringValue()).isEqualTo("Registered");
    String group = "/subscriptions/Sub/resourcegroups/mine?api-version=2017-05-10";
    assertThat(manager("HEAD", group, null).statusCode()).isEqualTo(204);
    HttpResponse<String> put = manager("PUT", group, "{\"location\": \"eastus2\"}");
    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(body(put).at("/properties/provisioningState").stringValue()).isEqualTo("Succeeded");

    HttpResponse<String> created =
        manager(
            "PUT",
            environment("mine"),
            "{\"location\": \"eastus2\", \"tags\": {}, \"properties\": {\"description\": \"\", \"clusterType\": \"Local\"}}");

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    JsonNode environment = body(manager("GET", environment("mine"), null));
    assertThat(environment.propertyNames())
        .containsExactly("id", "name", "type", "location", "tags", "properties");
    assertThat(environment.get("id").stringValue())
        .isEqualTo(GROUP + "/providers/" + MLC + "/operationalizationClusters/mine");
    assertThat(environment.at("/properties/provisioningState").stringValue())
        .isEqualTo("Succeeded");
    assertThat(environment.at("/properties/clusterType").stringValue()).isEqualTo("Local");
    assertThat(environment.get("properties").propertyNames()).contains("createdOn", "modifiedOn");
    JsonNode listed =
        body(
            manager(
                "GET",
                GROUP
                    + "/providers/"
                    + MLC
                    + "/operationalizationClusters?api-version=2017-08-01-preview",
                null));
    assertThat(listed.propertyNames()).containsExactly("value");
    assertThat(listed.get("value").findValuesAsString("name")).contains("mine");
  }

  @Test
  void envDeleteNeverAnswers200() throws Exception {
    manager("PUT", environment("gone"), "{}");

    assertThat(manager("DELETE", environment("gone"), null).statusCode()).isEqualTo(204);
    assertThat(manager("DELETE", environment("gone"), null).statusCode()).isEqualTo(204);
    assertThat(manager("GET", environment("gone"), null).statusCode()).isEqualTo(404);
  }

  @Test
  void envGetCredentialsShowsStorageAndContainerRegistry() throws Exception {
    manager("PUT", environment("keys"), "{}");

    HttpResponse<String> keys =
        manager("POST", environment("keys").replace("?", "/listKeys?"), null);

    assertThat(keys.statusCode()).as(keys.body()).isEqualTo(200);
    assertThat(keys.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(body(keys).propertyNames())
        .containsExactly("storageAccount", "containerRegistry", "appInsights");
    String storage = body(keys).at("/storageAccount/resourceId").stringValue();
    assertThat(storage)
        .startsWith(GROUP + "/providers/Microsoft.Storage/storageAccounts/")
        .matches(".*/[a-z0-9]{3,24}");
    assertThat(
            Base64.getDecoder().decode(body(keys).at("/storageAccount/primaryKey").stringValue()))
        .hasSize(64);
    assertThat(body(keys).get("containerRegistry").toString())
        .isEqualTo("{\"loginServer\":\"127.0.0.1:5000\",\"username\":\"\",\"password\":\"\"}");
  }

  @Test
  void shortPathsMeanTheDefaultSubscriptionAndGroup() throws Exception {
    HttpResponse<String> account = manager("PUT", "/accounts/short", CREATE_BODY);
    HttpResponse<String> environment =
        manager(
            "PUT",
            "/environments/short",
            """
            {"properties": {"containerRegistry": {"url": "https://registry.example.org",
               "publicAddress": "registry.example.org", "repositoryPrefix": "team",
               "username": "user", "password": "s3cret"},
             "limits": {"memory": "2GB", "cpus": 1.5, "timeout": "10m"},
             "runtimes": {"Python": "python-slim"}}}
            """);

    assertThat(body(account).get("id").stringValue())
        .isEqualTo(
            "/subscriptions/local/resourceGroups/modelwright/providers/" + MMA + "/accounts/short");
    assertThat(environment.statusCode()).as(environment.body()).isEqualTo(201);
    assertThat(environment.body()).doesNotContain("s3cret");
    assertThat(body(environment).at("/properties/limits").toString())
        .isEqualTo("{\"memory\":2147483648,\"cpus\":1.5,\"timeout\":\"PT10M\"}");
    assertThat(body(environment).at("/properties/containerRegistry/username").stringValue())
        .isEqualTo("user");
    assertThat(manager("GET", "/environments/short", null).statusCode()).isEqualTo(200);
    assertThat(body(manager("GET", "/accounts", null)).get("value").findValuesAsString("name"))
        .contains("short");
    assertThat(manager("POST", "/environments/short/listKeys", null).statusCode()).isEqualTo(200);
  }

  @Test
  void everyPathOfAnUnknownAccountSaysSo() throws Exception {
    String base = "/api/subscriptions/Sub/resourceGroups/empty/accounts/nobody";
    for (String path :
        new String[] {
          "/models",
          "/models/" + UUID.randomUUID(),
          "/manifests",
          "/images",
          "/operations/x",
          "/events"
        }) {
      HttpResponse<String> answer = gateway.get(base + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(body(answer).get("code").stringValue()).as(path).isEqualTo("UnknownAccount");
    }
    assertThat(gateway.post(base + "/models", "{}").statusCode()).isEqualTo(404);
    assertThat(gateway.post(base + "/uploads", "{}").statusCode()).isEqualTo(404);
  }

  // Uploads: section 4 of the captures.

  @Test
  void createsTheContainerOnce() throws Exception {
    String account = storageAccount("container");

    HttpResponse<String> first = blob(account, "/amlbdpackages?restype=container", new byte[0]);
    HttpResponse<String> second = blob(account, "/amlbdpackages?restype=container", new byte[0]);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.headers().firstValue("x-ms-error-code")).hasValue("ContainerAlreadyExists");
  }

  @Test
  void takesABlobAndMapsItsLinkWhenAModelIsRegistered() throws Exception {
    String account = storageAccount("models");
    String name = UUID.randomUUID() + ".tar.gz";

    HttpResponse<String> stored = blob(account, "/amlbdpackages/" + name, bytes("model bytes"));
    HttpResponse<String> registered =
        gateway.post(
            "/models",
            """
            {"name": "house.model", "tags": [], "description": "", "url": "%s",
             "mimeType": "application/json", "unpack": true}
            """
                .formatted(link(account, name, "r", Instant.now().plus(30, ChronoUnit.DAYS))));

    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    assertThat(stored.headers().firstValue("ETag")).isPresent();
    assertThat(stored.headers().firstValue("Last-Modified")).isPresent();
    assertThat(stored.headers().firstValue("x-ms-version")).hasValue("2017-04-17");
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
    URI url =
        gateway.owners().requests().stream()
            .filter(ModelRegistrationRequested.class::isInstance)
            .map(ModelRegistrationRequested.class::cast)
            .filter(
                request -> request.id().toString().equals(body(registered).get("id").stringValue()))
            .map(ModelRegistrationRequested::url)
            .findFirst()
            .orElseThrow();
    assertThat(content(url)).isEqualTo("model bytes");
    assertThat(url.getPath()).endsWith("/" + name);
  }

  @Test
  void mapsEveryLinkOfAManifestAndKeepsTheBytesOfTheMoment() throws Exception {
    String account = storageAccount("manifests");
    blob(account, "/amlbdpackages/driver.py", bytes("def init(): pass"));
    blob(account, "/amlbdpackages/conda.yml", bytes("first"));
    Instant later = Instant.now().plus(30, ChronoUnit.DAYS);
    String manifest =
        """
        {"name": "mf", "driverProgram": "driver", "description": null, "modelType": "Registered", "modelIds": [],
         "assets": [{"id": "driver", "url": "%s", "mimeType": "application/x-python"}],
         "targetRuntime": {"runtimeType": "Python", "properties": {"condaEnvFile": "%s"}}}
        """
            .formatted(
                link(account, "driver.py", "r", later), link(account, "conda.yml", "r", later));

    HttpResponse<String> first = gateway.post("/manifests", manifest);
    blob(account, "/amlbdpackages/conda.yml", bytes("second"));
    HttpResponse<String> second = gateway.post("/manifests", manifest);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(content(conda(first))).isEqualTo("first");
    assertThat(content(conda(second))).isEqualTo("second");
    assertThat(content(URI.create(body(first).at("/assets/0/url").stringValue())))
        .isEqualTo("def init(): pass");
  }

  private static URI conda(HttpResponse<String> created) {
    return gateway.owners().requests().stream()
        .filter(ManifestCreationRequested.class::isInstance)
        .map(ManifestCreationRequested.class::cast)
        .filter(request -> request.id().toString().equals(body(created).get("id").stringValue()))
        .map(request -> URI.create(request.targetRuntime().properties().get("condaEnvFile")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void takesBlobsIntoTheStoreOfTheEnvironmentAndFindsThemWhenItHasAnother() throws Exception {
    manager("PUT", environment("stored"), "{\"properties\": {\"artifactStore\": \"team\"}}");
    String account = ResourcesFixture.storageAccount("stored");
    String blob = "/amlbdpackages/driver.py";
    blob(account, blob + "?comp=block&blockid=" + encoded("MQ=="), bytes("def init(): pass"));
    HttpResponse<String> together = blob(account, blob + "?comp=blocklist", blockList("MQ=="));
    assertThat(together.statusCode()).as(together.body()).isEqualTo(201);
    manager("PUT", environment("stored"), "{}");

    HttpResponse<String> created =
        gateway.post(
            "/manifests",
            """
            {"name": "mf", "driverProgram": "driver", "modelIds": [],
             "assets": [{"id": "driver", "url": "%s"}], "targetRuntime": {"runtimeType": "Python"}}
            """
                .formatted(
                    link(account, "driver.py", "r", Instant.now().plus(1, ChronoUnit.DAYS))));

    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    URI url = URI.create(body(created).at("/assets/0/url").stringValue());
    assertThat(url.getPath()).startsWith("/artifacts/stores/team/uploads/" + account + "/");
    assertThat(content(url)).isEqualTo("def init(): pass");
  }

  @Test
  void putsBlocksTogether() throws Exception {
    String account = storageAccount("blocks");
    String blob = "/amlbdpackages/large.tar.gz";
    String one = Base64.getEncoder().encodeToString(bytes("block-1+?"));
    String two = Base64.getEncoder().encodeToString(bytes("block-2"));

    for (Map.Entry<String, String> block : Map.of(one, "first ", two, "second").entrySet()) {
      HttpResponse<String> stored =
          blob(
              account,
              blob + "?comp=block&blockid=" + encoded(block.getKey()),
              bytes(block.getValue()));
      assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    }
    HttpResponse<String> together = blob(account, blob + "?comp=blocklist", blockList(one, two));
    HttpResponse<String> missing = blob(account, blob + "?comp=blocklist", blockList("bm9uZQ=="));
    HttpResponse<String> nameless = blob(account, blob + "?comp=block", bytes("x"));
    HttpResponse<String> hostile =
        blob(
            account,
            blob + "?comp=blocklist",
            bytes(
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><BlockList>&b;</BlockList>"));

    assertThat(together.statusCode()).as(together.body()).isEqualTo(201);
    assertThat(together.headers().firstValue("ETag")).isPresent();
    HttpResponse<String> registered =
        gateway.post(
            "/models",
            "{\"name\": \"large\", \"url\": \"%s\"}"
                .formatted(link(account, "large.tar.gz", "r", Instant.now().plusSeconds(60))));
    assertThat(content(URI.create(body(registered).get("url").stringValue())))
        .isEqualTo("first second");
    assertThat(missing.statusCode()).isEqualTo(400);
    assertThat(body(missing).get("code").stringValue()).isEqualTo("InvalidBlockList");
    assertThat(hostile.statusCode()).isEqualTo(400);
    assertThat(nameless.statusCode()).isEqualTo(400);
    assertThat(body(nameless).get("message").stringValue()).contains("blockid is missing");
  }

  private static byte[] blockList(String... ids) {
    StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='utf-8'?>\n<BlockList>");
    for (String id : ids) {
      xml.append("<Latest>").append(id).append("</Latest>");
    }
    return bytes(xml.append("</BlockList>").toString());
  }

  @Test
  void takesRequestsThatAProxyPassesOnWithTheWholeAddress() throws Exception {
    String account = storageAccount("proxied");
    String path = "/amlbdpackages/proxied.txt";
    Map<String, String> headers = signed(account, "PUT", path, 5);
    StringBuilder request =
        new StringBuilder(
            "PUT http://%s.blob.core.windows.net%s HTTP/1.1\r\nHost: %s.blob.core.windows.net\r\nContent-Length: 5\r\nConnection: close\r\n"
                .formatted(account, path, account));
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    URI address = URI.create(gateway.url());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(bytes(request + "\r\nbytes"));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 201");
    }
  }

  @Test
  void refusesUploadsThatAreNotSignedWithTheKey() throws Exception {
    String account = storageAccount("forged");
    String path = "/amlbdpackages/forged.txt";
    Map<String, String> good = signed(account, "PUT", path, 1);
    Map<String, String> other = new TreeMap<>(good);
    other.put("Authorization", good.get("Authorization").replaceAll(":.{6}", ":AAAAAA"));
    Map<String, String> unknown = new TreeMap<>(good);
    unknown.put("Authorization", good.get("Authorization").replace(account, "mw" + "f".repeat(20)));
    Map<String, String> old = new TreeMap<>(good);
    old.put("x-ms-date", date(Instant.now().minus(1, ChronoUnit.HOURS)));
    Map<String, String> without = new TreeMap<>(good);
    without.remove("Authorization");

    for (Map<String, String> headers : List.of(other, unknown, old, without)) {
      HttpResponse<String> answer = send("PUT", path, headers, bytes("x"));
      assertThat(answer.statusCode()).as("%s", headers).isEqualTo(403);
      assertThat(body(answer).get("code").stringValue()).isEqualTo("AuthenticationFailed");
    }
    assertThat(send("PUT", "/amlbdpackages/another.txt", good, bytes("x")).statusCode())
        .isEqualTo(403);
    assertThat(send("PUT", path, good, bytes("x")).statusCode()).isEqualTo(201);
  }

  @Test
  void refusesLinksThatAreNotSignedForReadingNow() throws Exception {
    String account = storageAccount("links");
    blob(account, "/amlbdpackages/file", bytes("x"));
    Instant later = Instant.now().plusSeconds(60);
    String good = link(account, "file", "r", later);

    for (String wrong :
        new String[] {
          good.replaceAll("sig=.*", "sig=AAAA"),
          good.replace("/file?", "/other?"),
          link(account, "file", "w", later),
          link(account, "file", "r", Instant.now().minusSeconds(60)),
          link(account, "never-uploaded", "r", later),
          "http://" + account + ".blob.core.windows.net/amlbdpackages/file"
        }) {
      HttpResponse<String> answer =
          gateway.post("/models", "{\"name\": \"linked\", \"url\": \"%s\"}".formatted(wrong));
      assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
      assertThat(body(answer).get("message").stringValue())
          .contains(account)
          .doesNotContain("sig=");
    }
    assertThat(
            gateway
                .post("/models", "{\"name\": \"linked\", \"url\": \"%s\"}".formatted(good))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void leavesLinksToOtherStorageAccountsAsTheyAre() throws Exception {
    String theirs = "https://realaccount.blob.core.windows.net/models/m.zip?sig=x";

    HttpResponse<String> registered =
        gateway.post("/models", "{\"name\": \"theirs\", \"url\": \"%s\"}".formatted(theirs));

    assertThat(body(registered).get("url").stringValue()).isEqualTo(theirs);
  }

  private static String account(String name) {
    return GROUP + "/providers/" + MMA + "/accounts/" + name + "?api-version=2017-09-01-preview";
  }

  private static String environment(String name) {
    return GROUP
        + "/providers/"
        + MLC
        + "/operationalizationClusters/"
        + name
        + "?api-version=2017-08-01-preview";
  }

  /** With the headers that the client sends, also on GET and DELETE. */
  private static HttpResponse<String> manager(String method, String path, String body)
      throws Exception {
    return gateway.send(
        gateway
            .request(path)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json; charset=utf-8")
            .header("accept-language", "en-US")
            .header("x-ms-client-request-id", UUID.randomUUID().toString())
            .header("CommandName", "ml account")
            .header(
                "User-Agent",
                "python/3.6.2 (Linux) requests/2.18.4 msrest/0.4.18 msrest_azure/0.4.15 AZURECLI/2.0.20")
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  /** Name of the storage account of an environment. */
  private static String storageAccount(String environment) throws Exception {
    manager("PUT", environment(environment), "{}");
    return ResourcesFixture.storageAccount(environment);
  }

  private static HttpResponse<String> blob(String account, String path, byte[] bytes)
      throws Exception {
    return send("PUT", path, signed(account, "PUT", path, bytes.length), bytes);
  }

  private static HttpResponse<String> send(
      String method, String path, Map<String, String> headers, byte[] bytes) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.url() + path))
            .method(method, BodyPublishers.ofByteArray(bytes));
    headers.forEach(request::header);
    return gateway.send(request);
  }

  /** What the client's storage library sends, signed as Azure documents it. */
  private static Map<String, String> signed(String account, String method, String path, int length)
      throws Exception {
    Map<String, String> headers = new TreeMap<>();
    headers.put("x-ms-blob-content-type", "application/octet-stream");
    headers.put("x-ms-blob-type", "BlockBlob");
    headers.put("x-ms-client-request-id", UUID.randomUUID().toString());
    headers.put("x-ms-date", date(Instant.now()));
    headers.put("x-ms-version", "2017-04-17");
    StringBuilder text =
        new StringBuilder(method + "\n\n\n" + (length == 0 ? "" : length) + "\n\n\n\n\n\n\n\n\n");
    headers.forEach((name, value) -> text.append(name + ":" + value + "\n"));
    URI uri = URI.create(path);
    text.append("/" + account + uri.getRawPath());
    Map<String, String> query = new TreeMap<>();
    for (String parameter : (uri.getQuery() == null ? "" : uri.getQuery()).split("&")) {
      if (!parameter.isEmpty()) {
        String[] parts = parameter.split("=", 2);
        query.put(parts[0], parts[1]);
      }
    }
    query.forEach((name, value) -> text.append("\n" + name + ":" + value));
    headers.put("Authorization", "SharedKey " + account + ":" + hmac(text.toString()));
    return headers;
  }

  /** As the client makes links: read only, plain http, its fixed host. */
  private static String link(String account, String blob, String permission, Instant expiry)
      throws Exception {
    String se = expiry.truncatedTo(ChronoUnit.SECONDS).toString();
    String text =
        String.join(
            "\n",
            permission,
            "",
            se,
            "/blob/" + account + "/amlbdpackages/" + blob,
            "",
            "",
            "",
            "2017-04-17",
            "",
            "",
            "",
            "",
            "");
    return "http://%s.blob.core.windows.net/amlbdpackages/%s?se=%s&sp=%s&sv=2017-04-17&sr=b&sig=%s"
        .formatted(account, blob, encoded(se), permission, encoded(hmac(text)));
  }

  private static String hmac(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(Base64.getDecoder().decode(ResourcesFixture.STORAGE_KEY), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(bytes(text)));
  }

  private static String date(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.ofInstant(at, ZoneOffset.UTC));
  }

  private static String content(URI url) throws IOException {
    ArtifactPath path = new ArtifactPath(url.getPath().substring("/artifacts/".length()));
    try (InputStream content = gateway.artifacts().read(path, 0)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
