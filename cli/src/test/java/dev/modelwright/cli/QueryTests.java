package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class QueryTests {

  private static final String MODELS =
      """
      {"value": [
        {"id": "1", "name": "a", "version": 1, "tags": ["x", "y"], "size": 1.0, "description": null},
        {"id": "2", "name": "b", "version": 2, "tags": [], "size": 2.5, "description": "ü"},
        {"id": "3", "name": "a", "version": 3, "tags": ["x"], "size": 3, "description": "z"}]}\
      """;

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void stopGateway() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "→",
      quoteCharacter = '~',
      value = {
        "[].id → [\"1\",\"2\",\"3\"]",
        "[?name=='a'].version → [1,3]",
        "[?name=='a'] | [0].id → \"1\"",
        "[?version > `1`].{n: name, v: version} → [{\"n\":\"b\",\"v\":2},{\"n\":\"a\",\"v\":3}]",
        "[?size == `1`].id → [\"1\"]",
        "[?contains(tags, 'x')].id → [\"1\",\"3\"]",
        "[].tags[] → [\"x\",\"y\",\"x\"]",
        "[-1].id → \"3\"",
        "[0:2].id → [\"1\",\"2\"]",
        "[::-1].id → [\"3\",\"2\",\"1\"]",
        "length(@) → 3",
        "length([1].description) → 1",
        "max_by(@, &version).id → \"3\"",
        "sort_by(@, &description || 'a')[0].id → ~~",
        "sum([].version) → 6",
        "avg([].size) → ~~",
        "join(',', [].name) → \"a,b,a\"",
        "keys([0])[0] → \"id\"",
        "values([0])[1] → \"a\"",
        "[].description → [\"ü\",\"z\"]",
        "[0].nothing → null",
        "[0].nothing.below → null",
        "[].[name, version] → [[\"a\",1],[\"b\",2],[\"a\",3]]",
        "type([0].size) → \"number\"",
        "not_null([0].description, 'none') → \"none\"",
        "to_string([0].version) → \"1\"",
        "merge([0], {id: 'new'}).id → \"new\"",
        "map(&id, @) → [\"1\",\"2\",\"3\"]",
        "[?!description].id → [\"1\"]",
        "reverse([].id) → [\"3\",\"2\",\"1\"]",
      })
  void selectsWithJmesPath(String query, String expected) {
    CommandRun run = list("--query", query.strip());

    assertThat(run.status()).as(run.err()).isZero();
    if (!expected.isEmpty()) {
      assertThat(JsonMapper.shared().readTree(run.out())).hasToString(expected);
    }
  }

  @Test
  void printsObjectsAsColumns() {
    assertThat(list("--query", "[].{Model: name, Tags: tags}", "-o", "table").out().lines())
        .containsExactly(
            "Model  Tags",
            "-----  ---------",
            "a      [\"x\",\"y\"]",
            "b      []",
            "a      [\"x\"]");
  }

  @Test
  void printsListsAndValuesAsTheOriginalDid() {
    assertThat(list("--query", "[].[name, version]", "-o", "table").out().lines())
        .startsWith("Column1  Column2", "-------  -------", "a        1");
    assertThat(list("--query", "[].name", "-o", "table").out().lines())
        .containsExactly("Result", "------", "a", "b", "a");
    assertThat(list("--query", "[].[name, version]", "-o", "tsv").out())
        .isEqualToNormalizingNewlines("a\t1\nb\t2\na\t3\n");
    assertThat(list("--query", "[0].id", "-o", "tsv").out()).isEqualToNormalizingNewlines("1\n");
    assertThat(list("--query", "[0].nothing", "-o", "tsv").out()).isEmpty();
  }

  @Test
  void jsoncIsPlainWhereThereAreNoColours() {
    assertThat(list("--query", "[].id", "-o", "jsonc").json().size()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[?name='a']", "a..b", "", "foo(", "`{`"})
  void expressionThatIsNoneIsTheUsersErrorBeforeAnythingIsAsked(String query) {
    CommandRun run = CommandRun.of(gateway, "model", "list", "--query", query);

    assertThat(run.status()).as(run.out()).isEqualTo(1);
    assertThat(run.err()).contains("--query", "Cannot use query '" + query + "'", "JMESPath");
    assertThat(gateway.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"length([0].version)", "abs('x')", "nothing(@)"})
  void expressionThatDoesNotFitTheResultIsTheUsersError(String query) {
    CommandRun run = list("--query", query);

    assertThat(run.status()).as(run.out()).isEqualTo(1);
    assertThat(run.err()).contains("Cannot apply query '" + query + "'", "without --query");
  }

  private CommandRun list(String... arguments) {
    gateway.answering("GET /models", Answer.of(200, MODELS));
    String[] all = new String[arguments.length + 2];
    all[0] = "model";
    all[1] = "list";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandRun.of(gateway, all);
  }
}
