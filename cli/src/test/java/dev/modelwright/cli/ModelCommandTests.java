package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import dev.modelwright.cli.FakeGateway.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCommandTests {

  private final FakeGateway gateway = new FakeGateway();

  @TempDir private Path folder;

  @AfterEach
  void stopGateway() {
    gateway.close();
  }

  @Test
  void registersAFolderAsAnArchiveUnderItsBaseName() throws IOException {
    Path model = Files.createDirectories(folder.resolve("a/b/housing.model"));
    Files.createDirectories(model.resolve("metadata"));
    Files.writeString(model.resolve("metadata/part-00000"), "{}");

    CommandRun run =
        register(
            model.toString(), "-n", "housing.model", "-t", "prices", "-t", "old", "-d", "mine");

    assertThat(run.status()).as(run.err()).isZero();
    Call call = gateway.call("POST /models");
    assertThat(call.json().get("name").asString()).isEqualTo("housing.model");
    assertThat(call.json().get("tags")).hasToString("[\"prices\",\"old\"]");
    assertThat(call.json().get("description").asString()).isEqualTo("mine");
    assertThat(call.json().get("mimeType").asString()).isEqualTo("application/zip");
    assertThat(call.json().get("unpack").asBoolean()).isTrue();
    String url = call.json().get("url").asString();
    assertThat(url).endsWith("/housing.model.zip");
    assertThat(entries(gateway.artifact(url)))
        .containsExactly(
            "housing.model/", "housing.model/metadata/", "housing.model/metadata/part-00000");
  }

  @Test
  void saysWhatTheOriginalSaid() throws IOException {
    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m");

    assertThat(run.out().lines())
        .containsExactly(
            "Successfully registered model",
            "Id: 00000000-0000-4000-8000-000000000002",
            "Version: 1",
            "More details: 'modelwright model show -m 00000000-0000-4000-8000-000000000002'");
    assertThat(run.err()).contains("Uploaded m.pkl (5 bytes in");
  }

  @Test
  void printsTheModelAndNothingElseWhenJsonIsAskedFor() throws IOException {
    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m", "-o", "json");

    assertThat(run.json().get("name").asString()).isEqualTo("m");
    assertThat(run.json().get("version").asInt()).isEqualTo(1);
  }

  @Test
  void uploadsAFileAsItIsWithTheHeadersThatTheServerWants() throws IOException {
    CommandRun run = register(file("model 1.tar.gz", "raw").toString(), "-n", "m");

    assertThat(run.status()).as(run.err()).isZero();
    Call call = gateway.call("POST /models");
    assertThat(call.json().get("unpack").asBoolean()).isFalse();
    Call upload = gateway.calls().get(1);
    assertThat(upload.method()).isEqualTo("PUT");
    assertThat(upload.headers()).containsEntry("X-ms-blob-type", "BlockBlob");
    assertThat(upload.headers()).containsEntry("Content-length", "3");
    assertThat(upload.headers()).doesNotContainKey("Authorization");
    assertThat(upload.body()).asString().isEqualTo("raw");
  }

  @Test
  void uploadsAnEmptyFile() throws IOException {
    CommandRun run = register(file("empty.bin", "").toString(), "-n", "m");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(gateway.calls().get(1).body()).isEmpty();
  }

  @Test
  void passesAnAddressOn() {
    CommandRun run = register("https://example.org/models/diabetes.pkl?sig=x", "-n", "diabetes");

    assertThat(run.status()).isZero();
    assertThat(gateway.calls()).hasSize(1);
    Call call = gateway.call("POST /models");
    assertThat(call.json().get("url").asString())
        .isEqualTo("https://example.org/models/diabetes.pkl?sig=x");
    assertThat(call.json().get("unpack").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.zip", "m.tar", "m.tar.gz", "m.tgz", "M.ZIP"})
  void archiveBehindAnAddressIsUnpacked(String name) {
    register("http://example.org/" + name + "?sv=1", "-n", "m");

    assertThat(gateway.call("POST /models").json().get("unpack").asBoolean()).isTrue();
  }

  @Test
  void takesAPathThatClimbs() throws IOException {
    Path model = file("m.pkl", "bytes");
    Path relative = Path.of("").toAbsolutePath().relativize(model);

    CommandRun run = register(relative.toString(), "-n", "m");

    assertThat(relative.toString()).startsWith("..");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(gateway.call("POST /models").json().get("url").asString()).endsWith("/m.pkl");
  }

  @Test
  void missingFileIsToldBeforeAnythingIsSent() {
    CommandRun run = register(folder.resolve("nothing.pkl").toString(), "-n", "m");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("Cannot find model '" + folder.resolve("nothing.pkl") + "'", "Check the path");
    assertThat(gateway.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "-a", "caf\u00e9"})
  void aNameThatTheServerWouldRefuseIsToldBeforeAnythingIsSent(String name) throws IOException {
    CommandRun run = register(file("m.pkl", "bytes").toString(), "--name=" + name);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Cannot create model '" + name + "': its name is not 1 to 255");
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void tellsTheServersReasonForARefusal() throws IOException {
    gateway.answering(
        "POST /models",
        Answer.of(
            400,
            """
            {"code": "UnsafeArchive", "message": "Cannot register model 'm': its archive is unsafe.",
             "statusCode": 400, "details": [{"message": "'../x' climbs out."}]}\
            """));

    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("Cannot register model 'm': its archive is unsafe.", "  '../x' climbs out.");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void beginsAnUploadAgainThatTheServerBrokeOff() throws IOException {
    gateway.answering("PUT /artifacts/uploads/1/m.pkl", Answer.of(500, ""));

    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("The upload of m.pkl broke off", "Beginning again (2 of 3)");
    assertThat(gateway.call("POST /models").json().get("url").asString())
        .endsWith("/artifacts/uploads/2/m.pkl");
  }

  @Test
  void uploadThatBrokeOffGoesOnWhereItWas() throws IOException {
    String upload = "/artifacts/uploads/1/m.pkl";
    gateway.keepingUploads(upload, "by").answering("PUT " + upload, Answer.none());

    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("The upload of m.pkl broke off", "Going on at 2 bytes.", "Uploaded m.pkl");
    Call rest = gateway.call("PATCH " + upload);
    assertThat(rest.body()).asString().isEqualTo("tes");
    assertThat(rest.headers())
        .containsEntry("Upload-offset", "2")
        .containsEntry("Upload-complete", "?1")
        .doesNotContainKey("Authorization");
    String url = gateway.call("POST /models").json().get("url").asString();
    assertThat(gateway.artifact(url)).asString().isEqualTo("bytes");
  }

  @Test
  void uploadThatBrokeOffAgainGoesOnAgain() throws IOException {
    String upload = "/artifacts/uploads/1/m.pkl";
    gateway
        .keepingUploads(upload, "by")
        .answering("PUT " + upload, Answer.none())
        .answering("PATCH " + upload, Answer.none(), Answer.of(503, ""));

    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(gateway.calls("PATCH " + upload)).hasSize(3);
  }

  @Test
  void uploadWhoseAnswerIsLostIsNotSentAgain() throws IOException {
    String upload = "/artifacts/uploads/1/m.pkl";
    gateway
        .keepingUploads(upload, "")
        .answering("PUT " + upload, Answer.none())
        .answering(
            "HEAD " + upload,
            new Answer(204, Map.of("Upload-Offset", "5", "Upload-Complete", "?1"), ""));

    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(gateway.calls("PATCH " + upload)).isEmpty();
  }

  @Test
  void uploadThatTheServerRefusesIsTheUsersError() throws IOException {
    gateway.answering(
        "PUT /artifacts/uploads/1/m.pkl",
        Answer.of(413, FakeGateway.problem(413, "Cannot take more than 4 bytes.")));

    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Cannot take more than 4 bytes.");
  }

  @Test
  void asksAgainForAsLongAsTheServerKeepsTheRequest() throws IOException {
    Answer unanswered =
        new Answer(
            503,
            Map.of("Retry-After", "0", "Location", gateway.address() + "/models/1"),
            FakeGateway.problem(503, "Cannot answer yet."));
    gateway.answering("POST /models", Collections.nCopies(10, unanswered).toArray(Answer[]::new));

    CommandRun run = register(file("m.pkl", "bytes").toString(), "-n", "m");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("The server is still working on it");
    assertThat(gateway.calls("POST /models")).hasSize(11);
  }

  @Test
  void leavesNoTemporaryFileBehind(@TempDir Path temporary) throws IOException {
    Path model = Files.createDirectories(folder.resolve("housing.model"));
    CommandRun run =
        CommandRun.of(
            Map.of(
                "MODELWRIGHT_URL",
                gateway.address(),
                "MODELWRIGHT_TOKEN",
                FakeGateway.TOKEN,
                "TMPDIR",
                temporary.toString()),
            "model",
            "register",
            "-m",
            model.toString(),
            "-n",
            "m");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void listsEveryPageAsATable() {
    gateway.answering(
        "GET /models",
        Answer.of(
            200,
            """
            {"value": [{"id": "1", "name": "a", "version": 1, "createdAt": "2026-11-26T13:00:00Z"}],
             "nextLink": "http://elsewhere.example/models?tag=x&%24skipToken=abc"}\
            """),
        Answer.of(
            200,
            """
            {"value": [{"id": "2", "name": "longer", "version": 12, "createdAt": null}]}\
            """));

    CommandRun run = CommandRun.of(gateway, "model", "list", "-t", "x & y", "-o", "table");

    assertThat(run.out().lines())
        .containsExactly(
            "Name    Version  Id  Created_At",
            "------  -------  --  --------------------",
            "a       1        1   2026-11-26T13:00:00Z",
            "longer  12       2");
    assertThat(gateway.calls("GET /models"))
        .extracting(Call::query)
        .containsExactly("tag=x%20%26%20y", "tag=x&%24skipToken=abc");
  }

  @Test
  void listsAsTabSeparatedLines() {
    gateway.answering(
        "GET /models",
        Answer.of(200, "{\"value\": [{\"id\": \"1\", \"name\": \"a\\tb\", \"version\": 1}]}"));

    assertThat(CommandRun.of(gateway, "model", "list", "-o", "tsv").out())
        .isEqualToNormalizingNewlines("a b\t1\t1\t\n");
  }

  @Test
  void showsOneModelByItsId() {
    String id = "07b56951-3ce6-481a-bcb7-e76ee669e990";
    for (String typed : List.of(id, "{" + id + "}")) {
      gateway.answering("GET /models/" + id, Answer.of(200, "{\"id\": \"" + id + "\"}"));

      assertThat(CommandRun.of(gateway, "model", "show", "-m", typed).json().get("id").asString())
          .isEqualTo(id);
    }
  }

  @Test
  void showsEveryVersionUnderAName() {
    gateway.answering(
        "GET /models", Answer.of(200, "{\"value\": [{\"id\": \"1\"}, {\"id\": \"2\"}]}"));

    CommandRun run = CommandRun.of(gateway, "model", "show", "-m", "housing.model", "-t", "old");

    assertThat(run.json().size()).isEqualTo(2);
    assertThat(gateway.call("GET /models").query()).isEqualTo("name=housing.model&tag=old");
  }

  @Test
  void deletesAModelOrSaysThatThereIsNone() {
    String id = "07b56951-3ce6-481a-bcb7-e76ee669e990";
    gateway.answering("DELETE /models/" + id, Answer.of(200, ""), Answer.of(204, ""));

    assertThat(CommandRun.of(gateway, "model", "delete", "-m", id).out())
        .isEqualToNormalizingNewlines("Deleted model " + id + "\n");
    CommandRun again = CommandRun.of(gateway, "model", "delete", "-m", id);
    assertThat(again.status()).isZero();
    assertThat(again.out()).contains("There is no model " + id);
  }

  @Test
  void modelInUseIsTheUsersErrorWithWhatUsesIt() {
    String id = "07b56951-3ce6-481a-bcb7-e76ee669e990";
    gateway.answering(
        "DELETE /models/" + id,
        Answer.of(
            409,
            "{\"code\": \"InUse\", \"message\": \"Cannot delete model: a manifest uses it.\", \"statusCode\": 409, \"details\": [{\"code\": \"Manifest\", \"message\": \"manifest 'mf' version 1\"}]}"));

    CommandRun run = CommandRun.of(gateway, "model", "delete", "-m", id);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("a manifest uses it", "manifest 'mf' version 1");
  }

  @Test
  void unknownModelIsTheUsersError() {
    CommandRun run =
        CommandRun.of(gateway, "model", "show", "-m", "07b569513ce6481abcb7e76ee669e990");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Cannot find /models/07b569513ce6481abcb7e76ee669e990.");
  }

  @Test
  void takesOneBraceForAName() {
    gateway.answering("GET /models", Answer.of(200, "{\"value\": []}"));

    assertThat(CommandRun.of(gateway, "model", "show", "-m", "{").status()).isZero();
  }

  private CommandRun register(String model, String... more) {
    List<String> arguments = new ArrayList<>(List.of("model", "register", "-m", model));
    arguments.addAll(List.of(more));
    return CommandRun.of(gateway, arguments.toArray(String[]::new));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static List<String> entries(byte[] archive) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
