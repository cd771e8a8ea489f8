package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Content;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.schemas.TargetRuntime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests, models and manifests to test with. */
public final class ManifestFixture {

  public static final String ACCOUNT = "local/modelwright/default";
  public static final UUID MODEL_ID = UUID.fromString("07b56951-3ce6-481a-bcb7-e76ee669e990");
  private static final String SHA256 =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private ManifestFixture() {}

  /** An account that goes to the installation's environment. */
  public static ModelManagementAccount account(String account) {
    return account(account, null);
  }

  public static ModelManagementAccount account(String account, String defaultEnvironment) {
    String[] parts = account.split("/");
    return new ModelManagementAccount(
        parts[0],
        parts[1],
        parts[2],
        "local",
        Map.of(),
        new ModelManagementAccount.Sku("S1", 1),
        "",
        defaultEnvironment,
        Instant.parse("2026-11-26T12:00:00Z"),
        Instant.parse("2026-11-26T12:00:00Z"));
  }

  public static Content plain(String fileName) {
    return new Content("sha256/" + SHA256, SHA256, 812, "plain", fileName, List.of(fileName));
  }

  public static Content zip(String... roots) {
    return new Content("sha256/" + SHA256, SHA256, 20480, "zip", "content.zip", List.of(roots));
  }

  public static Model model(UUID id, String account, Content content) {
    return new Model(
        id,
        account,
        "housing.model",
        1,
        "my housing.model",
        List.of("myTag"),
        URI.create("https://store.example.org/housing.model.zip"),
        "application/zip",
        true,
        content,
        Instant.parse("2026-11-26T12:00:00Z"));
  }

  public static Asset asset(String id, String url, boolean unpack) {
    return new Asset(id, URI.create(url), "application/x-python", unpack, null);
  }

  public static Asset scoringFile() {
    return asset("scoringFileId", "https://store.example.org/scoring.py", false);
  }

  public static TargetRuntime runtime() {
    return new TargetRuntime(
        "SparkPython", Map.of("condaEnvFile", "https://store.example.org/myconda.yml"), null);
  }

  public static NewManifest request(List<UUID> modelIds, Asset... assets) {
    return request(ACCOUNT, "housingmodel-manifest", modelIds, assets);
  }

  public static NewManifest request(
      String account, String name, List<UUID> modelIds, Asset... assets) {
    return new NewManifest(
        UUID.randomUUID(),
        account,
        name,
        null,
        "scoringFileId",
        "Registered",
        modelIds,
        List.of(assets),
        runtime(),
        null);
  }

  public static Manifest manifest(
      UUID id, String account, String name, int version, List<UUID> modelIds, Instant createdAt) {
    Asset asset = scoringFile();
    return new Manifest(
        id,
        account,
        name,
        version,
        "for tests",
        "scoringFileId",
        "Registered",
        modelIds,
        List.of(),
        List.of(new Asset(asset.id(), asset.url(), asset.mimeType(), false, plain("scoring.py"))),
        new TargetRuntime(
            "SparkPython", runtime().properties(), Map.of("condaEnvFile", plain("myconda.yml"))),
        "Realtime",
        createdAt);
  }
}
