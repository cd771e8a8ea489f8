package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists, versions of the API, and reads that may not be needed. */
class ListIT {

  private static final String MODEL = "{\"name\": \"m\", \"url\": \"https://store.example.org/m\"}";

  private static RunningGateway gateway;
  private static String account;

  @BeforeAll
  static void fill() throws Exception {
    gateway = RunningGateway.get();
    account = newAccount();
    for (int model = 0; model < 3; model++) {
      assertThat(gateway.post(account + "/models", MODEL).statusCode()).isEqualTo(200);
    }
  }

  private static String newAccount() {
    return "/api/subscriptions/s/resourceGroups/lists/accounts/" + UUID.randomUUID();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 2",
    "3, 3",
    "4, 3",
    "1000, 3",
    "1000000000, 3",
    "99999999999999999999, 3",
    "007, 3"
  })
  void holdsAsManyAsWereAskedFor(String count, int items) throws Exception {
    JsonNode page = body(gateway.get(account + "/models?count=" + count));

    assertThat(page.get("value").size()).isEqualTo(items);
    assertThat(page.has("nextLink")).isEqualTo(items < 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "000", "-1", "1e9", "1.0", "+1", "0x10", "many", "%20", "1,000"})
  void refusesACountThatIsNone(String count) throws Exception {
    assertRefused(account + "/models?count=" + count, "InvalidParameter", "whole number from 1 on");
  }

  @Test
  void refusesATokenThatIsForgedOrOfAnotherList() throws Exception {
    String token = skipToken(account + "/models?count=1");
    String other = newAccount();

    assertThat(gateway.get(account + "/models?$skipToken=" + token).statusCode()).isEqualTo(200);
    for (String path :
        List.of(
            account + "/models?$skipToken=" + token + "x",
            account + "/models?$skipToken=x" + token,
            account + "/models?$skipToken=" + token.substring(1),
            account + "/models?$skipToken=MTIzIDQ1Ng",
            account + "/models?$skipToken=1",
            account + "/models?$skipToken=%00",
            account + "/models?$skipToken=.",
            account + "/models?$skipToken=" + "a".repeat(4000),
            account + "/models?name=m&$skipToken=" + token,
            account + "/manifests?$skipToken=" + token,
            account + "/images?$skipToken=" + token,
            other + "/models?$skipToken=" + token,
            "/models?$skipToken=" + token)) {
      assertRefused(path, "InvalidParameter", "$skipToken");
    }
  }

  private static String skipToken(String path) throws Exception {
    String link = body(gateway.get(path)).get("nextLink").stringValue();
    return link.substring(link.indexOf("$skipToken=") + "$skipToken=".length());
  }

  @Test
  void keepsTheFiltersOfAListInItsLinkHoweverTheyWereSpelled() throws Exception {
    JsonNode page =
        body(gateway.get(account + "/models?NAME=m&Count=1&API-version=2017-09-01-Preview"));
    String link = page.get("nextLink").stringValue();

    assertThat(link).contains("NAME=m", "Count=1", "API-version=2017-09-01-Preview");
    assertThat(gateway.get(link.substring(gateway.url().length())).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesFiltersThatItDoesNotKnowAndNamesTheKnown() throws Exception {
    assertRefused(
        account + "/models?nme=m", "UnknownParameter", "$skipToken, api-version, count, name, tag");
    assertRefused(account + "/models?modelId=" + UUID.randomUUID(), "UnknownParameter", "modelId");
    assertRefused(
        account + "/images?tag=a", "UnknownParameter", "manifestName, modelId, name, state");
    assertRefused(account + "/models?%0d%0aSet-Cookie:x=1", "UnknownParameter", "'??Set-Cookie:x'");
  }

  @Test
  void refusesAFilterThatIsThereTwiceAndTakesATagAsOftenAsItComes() throws Exception {
    assertRefused(account + "/models?name=a&name=b", "InvalidParameter", "2 times");
    assertRefused(account + "/models?count=1&count=2", "InvalidParameter", "2 times");
    assertThat(gateway.get(account + "/models?tag=a&tag=b&tag=").statusCode()).isEqualTo(200);
    assertThat(gateway.get(account + "/models?name=").statusCode()).isEqualTo(200);
  }

  @Test
  void ignoresATagOnAnItem() throws Exception {
    assertThat(gateway.get("/models/" + gateway.registerModel() + "?tag=x").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models",
        "/manifests",
        "/images",
        "/models/07b56951-3ce6-481a-bcb7-e76ee669e990",
        "/operations/07b56951-3ce6-481a-bcb7-e76ee669e990",
        "/images/07b56951-3ce6-481a-bcb7-e76ee669e990/log"
      })
  void refusesAnUnknownVersionAndNamesTheKnown(String path) throws Exception {
    for (String base : List.of("", ORIGINAL, account)) {
      for (String version :
          List.of("2018-03-01-preview", "", "1", "%00", "2017-09-01-preview%20")) {
        assertRefused(
            base + path + "?api-version=" + version, "UnknownApiVersion", "2017-09-01-preview");
      }
      assertRefused(
          base + path + "?api-version=2017-09-01-preview&api-version=1",
          "UnknownApiVersion",
          "'1'");
    }
    HttpResponse<String> known = gateway.get(path + "?api-version=2017-09-01-preview");
    assertThat(known.statusCode()).isIn(200, 404);
    assertThat(known.headers().firstValue("api-supported-versions")).hasValue("2017-09-01-preview");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/accounts", "/accounts/default", "/environments", "/environments/default"})
  void refusesAnUnknownVersionOfResourcesAndNamesTheKnown(String path) throws Exception {
    for (String name : List.of("api-version", "API-Version")) {
      assertRefused(
          path + "?" + name + "=2018-03-01-preview",
          "InvalidApiVersionParameter",
          "2017-08-01-preview");
    }
    assertRefused(path + "?api-version=", "InvalidApiVersionParameter", "''");
    assertRefused(
        path + "?api-version=2017-09-01-preview&api-version=1",
        "InvalidApiVersionParameter",
        "'1'");
    assertThat(gateway.get(path + "?api-version=2017-08-01-preview").statusCode()).isIn(200, 404);
  }

  @Test
  void answersTheMostOfAListWhenMoreIsWanted() throws Exception {
    for (String list : List.of("/accounts", "/environments", "/models")) {
      for (String count : List.of("1001", "100000", "99999999999999999999")) {
        assertThat(gateway.get(list + "?count=" + count).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void refusesAnUnknownVersionBeforeItPublishesAnything() throws Exception {
    String elsewhere = newAccount();

    HttpResponse<String> response =
        gateway.post(elsewhere + "/models?api-version=2099-01-01", MODEL);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(body(gateway.get(elsewhere + "/models")).get("value").size()).isZero();
  }

  @Test
  void answers304ToWhoHasItAlready() throws Exception {
    UUID image = gateway.createImage();
    String manifest = body(gateway.get("/images/" + image)).at("/Manifest/id").stringValue();
    for (String path :
        List.of(
            "/models/" + gateway.registerModel(),
            "/manifests/" + manifest,
            "/images/" + image,
            "/operations/" + image,
            account + "/models",
            account + "/models?count=1")) {
      HttpResponse<String> first = gateway.get(path);
      String tag = first.headers().firstValue("ETag").orElseThrow();
      assertThat(tag).as(path).matches("\"[^\"]+\"");

      for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
        HttpResponse<String> again =
            gateway.send(gateway.request(path).header("If-None-Match", known));
        assertThat(again.statusCode()).as("%s %s", path, known).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(again.headers().firstValue("x-ms-request-id")).isPresent();
      }
      HttpResponse<String> other =
          gateway.send(gateway.request(path).header("If-None-Match", "\"other\""));
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.body()).isEqualTo(first.body());
    }
  }

  @Test
  void changesTheTagOfAnImageWithItsState() throws Exception {
    UUID image = gateway.createImage();
    String tag = gateway.get("/images/" + image).headers().firstValue("ETag").orElseThrow();

    gateway.owners().start(image);

    assertThat(
            gateway
                .send(gateway.request("/images/" + image).header("If-None-Match", tag))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void answersHeadAsGetWithoutABody() throws Exception {
    for (String path :
        List.of(
            "/models/" + gateway.registerModel(),
            "/images/" + gateway.createImage(),
            account + "/models",
            "/models/" + UUID.randomUUID())) {
      HttpResponse<String> get = gateway.get(path);

      HttpResponse<String> head =
          gateway.send(gateway.request(path).method("HEAD", BodyPublishers.noBody()));

      assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
      assertThat(head.body()).isEmpty();
      for (String header : List.of("ETag", "Content-Type", "Content-Length")) {
        assertThat(head.headers().firstValue(header))
            .as("%s of %s", header, path)
            .isEqualTo(get.headers().firstValue(header));
      }
    }
    String path = "/models/" + gateway.registerModel();
    String tag = gateway.get(path).headers().firstValue("ETag").orElseThrow();
    assertThat(
            gateway
                .send(
                    gateway
                        .request(path)
                        .header("If-None-Match", tag)
                        .method("HEAD", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void echoesThePlainRequestIdsOfClientsOnly() throws Exception {
    HttpResponse<String> plain =
        gateway.send(gateway.request("/models").header("x-ms-client-request-id", "my-id.1"));
    assertThat(plain.headers().firstValue("x-ms-client-request-id")).hasValue("my-id.1");

    HttpResponse<String> odd =
        gateway.send(gateway.request("/models").header("x-ms-client-request-id", "a b\tc<script>"));
    assertThat(odd.headers().firstValue("x-ms-client-request-id"))
        .isEqualTo(odd.headers().firstValue("x-ms-request-id"))
        .isPresent();
  }

  private static void assertRefused(String path, String code, String words) throws Exception {
    HttpResponse<String> response =
        gateway.get(path.replace("$", URLEncoder.encode("$", StandardCharsets.UTF_8)));
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(400);
    assertThat(body(response).get("code").stringValue()).as(path).isEqualTo(code);
    assertThat(body(response).get("message").stringValue()).contains(words).doesNotContain("\n");
  }
}
