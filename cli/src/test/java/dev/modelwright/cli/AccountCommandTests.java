package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import dev.modelwright.cli.FakeGateway.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountCommandTests {

  private static final String GROUP =
      "/subscriptions/local/resourceGroups/housing/providers/Microsoft.MachineLearningModelManagement/accounts";
  private static final String ACCOUNT = GROUP + "/prices";
  private static final String PRICES =
      """
      {"id": "%s", "name": "prices", "location": "eastus2", "tags": {},
       "sku": {"name": "S1", "capacity": 1},
       "properties": {"description": "", "createdOn": "2026-11-26T13:00:00Z"}}\
      """
          .formatted(ACCOUNT);

  private final FakeGateway gateway = new FakeGateway();

  @TempDir private Path home;

  @AfterEach
  void stopGateway() {
    gateway.close();
  }

  @Test
  void createsAnAccountAsTheReferenceDocumentShowsAndWorksInItFromThenOn() throws IOException {
    gateway.answering("PUT " + ACCOUNT, Answer.of(201, PRICES));
    gateway.answering(
        "GET /api/subscriptions/local/resourceGroups/housing/accounts/prices/models",
        Answer.of(200, "{\"value\": []}"));

    CommandRun run =
        account("create -l eastus2 -n prices -g housing --sku-instances 1 --sku-name S1");
    CommandRun list = CommandRun.in(home, gateway, "model", "list");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("name").asString()).isEqualTo("prices");
    Call put = gateway.call("PUT " + ACCOUNT);
    assertThat(put.query()).isEqualTo("api-version=2017-09-01-preview");
    assertThat(put.json())
        .hasToString(
            "{\"location\":\"eastus2\",\"tags\":{},\"sku\":{\"name\":\"S1\",\"capacity\":1},\"properties\":{\"description\":\"\"}}");
    assertThat(list.status()).as(list.err()).isZero();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("cli.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void setMakesAnAccountTheActiveOneAndShowShowsIt() {
    gateway.answering("GET " + ACCOUNT, Answer.of(200, PRICES), Answer.of(200, PRICES));

    assertThat(account("set -n prices -g housing").status()).isZero();
    CommandRun run = account("show");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("id").asString()).isEqualTo(ACCOUNT);
    assertThat(gateway.calls("GET " + ACCOUNT)).hasSize(2);
  }

  @Test
  void showsTheDefaultAccountWhenNoneIsActive() {
    account("show");

    assertThat(gateway.calls().getFirst().path())
        .isEqualTo(
            "/subscriptions/local/resourceGroups/modelwright/providers/Microsoft.MachineLearningModelManagement/accounts/default");
  }

  @Test
  void accountInTheAddressIsUsedInPlaceOfTheActiveOne() {
    gateway.answering("GET " + ACCOUNT, Answer.of(200, PRICES));
    account("set -n prices -g housing");

    CommandRun run =
        CommandRun.of(
            Map.of(
                "MODELWRIGHT_URL",
                gateway.address() + "/api/subscriptions/s/resourcegroups/g/accounts/other",
                "MODELWRIGHT_TOKEN",
                FakeGateway.TOKEN,
                "MODELWRIGHT_HOME",
                home.toString()),
            "account",
            "modelmanagement",
            "show");

    assertThat(run.status()).isEqualTo(1);
    assertThat(gateway.calls().getLast().path())
        .isEqualTo(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningModelManagement/accounts/other");
  }

  @Test
  void listsTheAccountsOfAGroupAsATable() {
    gateway.answering("GET " + GROUP, Answer.of(200, "{\"value\": [" + PRICES + "]}"));

    assertThat(account("list -g housing -o table").out().lines())
        .containsExactly(
            "Name    Resource_Group  Location  Sku  Created_On",
            "------  --------------  --------  ---  --------------------",
            "prices  housing         eastus2   S1   2026-11-26T13:00:00Z");
  }

  @Test
  void changesOnlyWhatIsGiven() {
    gateway.answering("PATCH " + ACCOUNT, Answer.of(200, PRICES), Answer.of(200, PRICES));

    account("update -n prices -g housing -d new");
    account("update -n prices -g housing -t {\"team\":\"a\"} --sku-name devtest --sku-instances 2");

    assertThat(gateway.calls("PATCH " + ACCOUNT))
        .extracting(call -> call.json().toString())
        .containsExactly(
            "{\"properties\":{\"description\":\"new\"}}",
            "{\"tags\":{\"team\":\"a\"},\"sku\":{\"name\":\"DevTest\",\"capacity\":2}}");
  }

  @Test
  void deletedAccountIsActiveNoLonger() {
    gateway.answering("GET " + ACCOUNT, Answer.of(200, PRICES));
    gateway.answering("DELETE " + ACCOUNT, Answer.of(200, ""), Answer.of(204, ""));
    account("set -n prices -g housing");

    assertThat(account("delete -n prices -g housing").out())
        .isEqualToNormalizingNewlines("Deleted account local/housing/prices\n");
    assertThat(account("delete -n prices -g housing").out()).contains("nothing was deleted");
    assertThat(CommandRun.in(home, gateway, "model", "list").status()).isZero();
    assertThat(gateway.calls("GET /models")).hasSize(1);
  }

  @Test
  void accountThatHoldsSomethingIsTheUsersError() {
    gateway.answering(
        "DELETE " + ACCOUNT,
        Answer.of(409, FakeGateway.problem(409, "Cannot delete account: it holds model 'm'.")));

    CommandRun run = account("delete -n prices -g housing");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("it holds model 'm'");
  }

  @ParameterizedTest
  @CsvSource({
    "show -n prices, -g is missing",
    "set -g housing, Missing|-n",
    "create -l x -n a/b -g housing, name 'a/b'",
    "create -l x -n .. -g housing, name '..'",
    "create -l x -n a -g housing --sku-name S9, sku 'S9'",
    "create -l x -n a -g housing --sku-instances 17, 17 sku instances",
    "create -l x -n a -g housing --sku-instances many, --sku-instances",
    "create -l x -n a -g housing -t team, tags 'team'",
    "create -l x -n a -g housing -t [1], tags '[1]'",
    "create -n a -g housing, --location",
    "update -n a -g housing, nothing to change",
    "update -n a -g housing --sku-name S1, --sku-instances go together",
  })
  void refusesWhatCannotBe(String arguments, String words) {
    CommandRun run = account(arguments);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).containsAnyOf(words.split("\\|"));
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void damagedStateIsTheUsersError() throws IOException {
    Files.writeString(home.resolve("cli.json"), "{\"account\": {\"name\": 1");

    CommandRun run = CommandRun.in(home, gateway, "model", "list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(home.resolve("cli.json").toString(), "damaged", "Delete it");
  }

  private CommandRun account(String arguments) {
    return CommandRun.in(home, gateway, ("account modelmanagement " + arguments).split(" "));
  }
}
