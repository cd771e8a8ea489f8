package dev.modelwright.manifests.manifest;

import static dev.modelwright.manifests.manifest.ManifestFixture.ACCOUNT;
import static dev.modelwright.manifests.manifest.ManifestFixture.MODEL_ID;
import static dev.modelwright.manifests.manifest.ManifestFixture.asset;
import static dev.modelwright.manifests.manifest.ManifestFixture.model;
import static dev.modelwright.manifests.manifest.ManifestFixture.plain;
import static dev.modelwright.manifests.manifest.ManifestFixture.request;
import static dev.modelwright.manifests.manifest.ManifestFixture.scoringFile;
import static dev.modelwright.manifests.manifest.ManifestFixture.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Content;
import dev.modelwright.schemas.Dependant;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.Problem;
import dev.modelwright.schemas.TargetRuntime;
import dev.modelwright.storage.PageRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManifestComposerTests {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123Z");
  private static final String ZIP_URL = "https://store.example.org/content.zip";

  private final ManifestsInMemory manifests = new ManifestsInMemory();
  private final List<Manifest> created = new ArrayList<>();
  private final List<Manifest> deleted = new ArrayList<>();
  private final List<Problem> rejected = new ArrayList<>();
  private final Map<UUID, Model> registered = new HashMap<>();
  private final Map<URI, Content> served = new HashMap<>();
  private final Map<String, Set<String>> filesOfAssets = new HashMap<>();

  private static final String UNKNOWN_ACCOUNT = "local/modelwright/nobody";

  private final ManifestComposer composer =
      new ManifestComposer(
          account ->
              account.equals(UNKNOWN_ACCOUNT)
                  ? Optional.empty()
                  : Optional.of(ManifestFixture.account(account)),
          (account, id) ->
              Optional.ofNullable(registered.get(id))
                  .filter(model -> model.account().equals(account)),
          new ServedContents(),
          manifests,
          new RecordedEvents(),
          Clock.fixed(NOW, ZoneOffset.UTC));

  ManifestComposerTests() {
    registered.put(MODEL_ID, model(MODEL_ID, ACCOUNT, zip("housing.model")));
    served.put(URI.create("https://store.example.org/scoring.py"), plain("scoring.py"));
    served.put(URI.create("https://store.example.org/myconda.yml"), plain("myconda.yml"));
    served.put(URI.create(ZIP_URL), zip("lib"));
  }

  @Test
  void createsManifestWithEverythingPinned() {
    composer.compose(request(List.of(MODEL_ID), scoringFile()));

    assertThat(rejected).isEmpty();
    assertThat(created).hasSize(1);
    Manifest manifest = created.getFirst();
    assertThat(manifest.version()).isEqualTo(1);
    assertThat(manifest.createdAt()).isEqualTo(NOW);
    assertThat(manifest.webserviceType()).isEqualTo("Realtime");
    assertThat(manifest.models())
        .singleElement()
        .satisfies(model -> {
          assertThat(model.content()).isEqualTo(registered.get(MODEL_ID).content());
          assertThat(model.description()).isNull();
          assertThat(model.tags()).isEmpty();
        });
    assertThat(manifest.assets().getFirst().content()).isEqualTo(plain("scoring.py"));
    assertThat(manifest.targetRuntime().contents())
        .containsExactly(Map.entry("condaEnvFile", plain("myconda.yml")));
    assertThat(manifests.find(manifest.id())).contains(manifest);
  }

  @Test
  void createsManifestWithoutModels() {
    composer.compose(request(List.of(), scoringFile()));

    assertThat(created).hasSize(1);
  }

  @Test
  void publishesTheSameFactAgainWhenTheRequestComesAgain() {
    NewManifest request = request(List.of(MODEL_ID), scoringFile());

    composer.compose(request);
    composer.compose(request);

    assertThat(created).hasSize(2);
    assertThat(created.get(1)).isEqualTo(created.get(0));
  }

  @Test
  void refusesAnIdThatAnotherAccountHas() {
    NewManifest request = request(List.of(), scoringFile());
    composer.compose(request);

    NewManifest foreign =
        new NewManifest(
            request.id(),
            "other/account/here",
            request.name(),
            null,
            request.driverProgram(),
            null,
            List.of(),
            request.assets(),
            request.targetRuntime(),
            null);

    assertThatExceptionOfType(TakenIdException.class)
        .isThrownBy(() -> composer.compose(foreign))
        .withMessageContaining("is taken");
    assertThat(created).hasSize(1);
  }

  @Test
  void refusesAnotherRequestUnderAnIdThatIsUsed() {
    NewManifest request = request(List.of(), scoringFile());
    composer.compose(request);

    composer.compose(
        new NewManifest(
            request.id(),
            request.account(),
            request.name(),
            "other words",
            request.driverProgram(),
            request.modelType(),
            request.modelIds(),
            request.assets(),
            request.targetRuntime(),
            request.webserviceType()));

    assertThat(problem().code()).isEqualTo("IdempotencyKeyReused");
    assertThat(problem().statusCode()).isEqualTo(422);
    assertThat(created).hasSize(1);
  }

  @Test
  void refusesMoreModelsThanAnImageHasLayersFor() {
    List<UUID> models = IntStream.range(0, 101).mapToObj(_ -> UUID.randomUUID()).toList();

    composer.compose(request(models, scoringFile()));

    assertThat(problem().statusCode()).isEqualTo(400);
    assertThat(problem().message()).contains("101 items", "at most 100 models", "layer");
  }

  @Test
  void refusesWhatIsTooMuchToTravel() {
    List<String> roots =
        IntStream.range(0, 60_000)
            .mapToObj("a-file-with-a-rather-long-name-%06d"::formatted)
            .toList();
    Content zip = zip("lib");
    served.put(
        URI.create(ZIP_URL),
        new Content(zip.path(), zip.sha256(), zip.size(), zip.format(), zip.fileName(), roots));

    composer.compose(
        request(
            List.of(),
            scoringFile(),
            new Asset("lib", URI.create(ZIP_URL), "application/zip", true, null)));

    assertThat(problem().code()).isEqualTo("ManifestTooLarge");
    assertThat(problem().statusCode()).isEqualTo(413);
    assertNothingIsStored();
  }

  @Test
  void deletesAManifestThatNothingUsesAndNeverGivesItsIdAgain() {
    NewManifest request = request(List.of(), scoringFile());
    composer.compose(request);
    Manifest manifest = created.getFirst();
    ManifestRemover remover = remover(List.of());

    assertThat(remover.delete(manifest.id(), "other/account/here")).isEmpty();
    assertThat(remover.delete(manifest.id(), ACCOUNT)).contains(manifest);
    assertThat(remover.delete(UUID.randomUUID(), ACCOUNT)).isEmpty();
    composer.compose(request);

    assertThat(deleted).containsExactly(manifest);
    assertThat(problem().code()).isEqualTo("IdTaken");
  }

  @Test
  void keepsAManifestThatIsUsedAndNamesItsUsers() {
    composer.compose(request(List.of(), scoringFile()));
    Manifest manifest = created.getFirst();
    List<Dependant> users =
        IntStream.rangeClosed(1, 30)
            .mapToObj(number ->
                new Dependant(new UUID(0, number), "image 'housing:%d'".formatted(number)))
            .toList();

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> remover(users).delete(manifest.id(), ACCOUNT))
        .satisfies(refused -> {
          assertThat(refused.problem().statusCode()).isEqualTo(409);
          assertThat(refused.problem().message())
              .contains("image 'housing:1' (00000000-", "housing:20", "more")
              .doesNotContain("housing:21");
          assertThat(refused.problem().details())
              .hasSize(20)
              .first()
              .extracting(Problem.Detail::target)
              .isEqualTo(new UUID(0, 1).toString());
        });
    assertThat(manifests.find(manifest.id())).isPresent();
    assertThat(deleted).isEmpty();
  }

  private ManifestRemover remover(List<Dependant> users) {
    return new ManifestRemover(
        manifests,
        (_, _, limit) -> users.stream().limit(limit).toList(),
        new RecordedEvents(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void rejectsManifestWhenAModelIsUnknownAndNamesIt() {
    UUID unknown = UUID.randomUUID();

    composer.compose(request(List.of(MODEL_ID, unknown), scoringFile()));

    assertThat(problem().code()).isEqualTo("UnknownModel");
    assertThat(problem().statusCode()).isEqualTo(422);
    assertThat(problem().message()).contains(unknown.toString());
    assertThat(problem().details())
        .extracting(Problem.Detail::target)
        .containsExactly(unknown.toString());
    assertNothingIsStored();
  }

  @Test
  void rejectsManifestThatNamesAnotherAccountsModel() {
    UUID theirs = UUID.randomUUID();
    registered.put(theirs, model(theirs, "other/account/here", zip("theirs")));

    composer.compose(request(List.of(theirs), scoringFile()));

    assertThat(problem().code()).isEqualTo("UnknownModel");
    assertNothingIsStored();
  }

  @Test
  void rejectsManifestWhenTheDriverIsNoAsset() {
    composer.compose(
        request(List.of(), asset("other", "https://store.example.org/scoring.py", false)));

    assertThat(problem().message()).contains("driverProgram 'scoringFileId'", "[other]");
    assertThat(problem().statusCode()).isEqualTo(400);
    assertNothingIsStored();
  }

  @Test
  void rejectsManifestWhenTheDriverIsAnArchive() {
    composer.compose(request(List.of(), asset("scoringFileId", ZIP_URL, false)));

    assertThat(problem().code()).isEqualTo("DriverIsArchive");
  }

  @Test
  void rejectsAssetIdsThatAreTooLongEmptyOrThereTwiceAndNamesAll() {
    String tooLong = "x".repeat(33);

    composer.compose(
        request(
            List.of(),
            scoringFile(),
            scoringFile(),
            asset(tooLong, ZIP_URL, true),
            asset("", ZIP_URL, true)));

    assertThat(problem().message())
        .contains(
            "'scoringFileId' is there twice", "'" + tooLong + "' is not 1 to 32", "'' is not");
    assertThat(problem().details()).hasSize(3);
  }

  @Test
  void acceptsAnAssetIdOf32Characters() {
    composer.compose(
        request(
            List.of(), scoringFile(), asset("5be8905c-9e5a-4104-898f-d6f86219", ZIP_URL, true)));

    assertThat(created).hasSize(1);
  }

  @Test
  void rejectsNamesThatAreEmptyLongOrStrange() {
    for (String name :
        new String[] {
          "", "x".repeat(256), "x".repeat(10_000), "a/b", "..", "a\u0000b", "\uD83D\uDE00"
        }) {
      composer.compose(request(ACCOUNT, name, List.of(), scoringFile()));
    }

    assertThat(rejected).hasSize(7).allMatch(problem -> problem.statusCode() == 400);
    assertNothingIsStored();
  }

  @Test
  void acceptsNamesOf1And255Characters() {
    composer.compose(request(ACCOUNT, "x", List.of(), scoringFile()));
    composer.compose(request(ACCOUNT, "x".repeat(255), List.of(), scoringFile()));

    assertThat(created).hasSize(2);
  }

  @Test
  void rejectsAContentThatCannotBeHadWithItsOwnWords() {
    composer.compose(
        request(List.of(), asset("scoringFileId", "https://store.example.org/gone.py", false)));

    assertThat(problem().code()).isEqualTo("UnreachableContent");
    assertThat(problem().statusCode()).isEqualTo(422);
    assertNothingIsStored();
  }

  @Test
  void rejectsTwoAssetsThatGiveOneFile() {
    filesOfAssets.put("deps", Set.of("lib/a.py", "scoring.py"));

    composer.compose(request(List.of(), scoringFile(), asset("deps", ZIP_URL, true)));

    assertThat(problem().code()).isEqualTo("PathConflict");
    assertThat(problem().message())
        .contains("'scoring.py'", "asset 'scoringFileId'", "asset 'deps'");
  }

  @Test
  void acceptsTwoAssetsThatShareOnlyAFolder() {
    filesOfAssets.put("deps", Set.of("lib/a.py"));
    filesOfAssets.put("more", Set.of("lib/b.py"));

    composer.compose(
        request(
            List.of(), scoringFile(), asset("deps", ZIP_URL, true), asset("more", ZIP_URL, true)));

    assertThat(created).hasSize(1);
  }

  @Test
  void rejectsAnAssetInAFolderThatAModelLinks() {
    filesOfAssets.put("deps", Set.of("housing.model/extra.txt"));

    composer.compose(request(List.of(MODEL_ID), scoringFile(), asset("deps", ZIP_URL, true)));

    assertThat(problem().code()).isEqualTo("PathConflict");
    assertThat(problem().message()).contains("model 'housing.model' version 1", "asset 'deps'");
  }

  @Test
  void rejectsAnAssetInTheFolderOfAllModels() {
    filesOfAssets.put("deps", Set.of("azureml-models/x"));

    composer.compose(request(List.of(), scoringFile(), asset("deps", ZIP_URL, true)));

    assertThat(problem().code()).isEqualTo("PathConflict");
  }

  @Test
  void rejectsAnUnknownRuntimeAndListsTheKnown() {
    NewManifest request = request(List.of(), scoringFile());

    composer.compose(
        new NewManifest(
            request.id(),
            request.account(),
            request.name(),
            null,
            request.driverProgram(),
            null,
            List.of(),
            request.assets(),
            new TargetRuntime("Cobol", null, null),
            null));

    assertThat(problem().message()).contains("'SparkPython', 'Python' or 'PythonSlim'");
  }

  private Problem problem() {
    assertThat(rejected).hasSize(1);
    return rejected.getFirst();
  }

  private void assertNothingIsStored() {
    assertThat(
            manifests
                .list(
                    ACCOUNT,
                    new Manifests.Filter(Optional.empty(), Optional.empty()),
                    PageRequest.of(null, null))
                .items())
        .isEmpty();
  }

  private final class ServedContents implements Contents {

    @Override
    public Content pin(URI url, boolean unpack, String fallbackName) {
      Content content = served.get(url);
      if (content == null) {
        throw new RejectedException(
            "UnreachableContent",
            422,
            "Cannot fetch '%s': the server answered 404.".formatted(url));
      }
      return content;
    }

    @Override
    public Set<String> files(Asset asset) {
      return filesOfAssets.getOrDefault(
          asset.id(),
          Boolean.TRUE.equals(asset.unpack())
              ? Set.of("lib/" + asset.id())
              : Set.of(asset.content().fileName()));
    }
  }

  private final class RecordedEvents implements ManifestEvents {

    @Override
    public void created(Manifest manifest) {
      created.add(manifest);
    }

    @Override
    public void deleted(Manifest manifest, Instant deletedAt) {
      deleted.add(manifest);
    }

    @Override
    public void rejected(NewManifest request, Problem problem) {
      rejected.add(problem);
    }
  }
}
