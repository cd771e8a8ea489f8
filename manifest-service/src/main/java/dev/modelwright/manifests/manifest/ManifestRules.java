package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Content;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be said about a requested manifest by looking at it alone. */
public final class ManifestRules {

  static final Set<String> URL_PROPERTIES = Set.of("condaEnvFile", "pipRequirements");

  private static final Pattern ACCOUNT =
      Pattern.compile("[a-z0-9._()-]{1,90}(/[a-z0-9._()-]{1,90}){2}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
  private static final Pattern ASSET_ID = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,32}");
  private static final Set<String> RUNTIME_TYPES = Set.of("SparkPython", "Python", "PythonSlim");
  private static final String MODEL_TYPE = "Registered";
  private static final String WEBSERVICE_TYPE = "Realtime";
  private static final int MAX_ASSETS = 1000;

  /** Each is a layer of its own; engines stack 125, some of which are the base and the rest. */
  private static final int MAX_MODELS = 100;

  private static final int MAX_DESCRIPTION = 4096;

  /** A manifest travels whole, in facts, build orders and images. */
  private static final int MAX_WEIGHT = 2 << 20;

  private final NewManifest manifest;
  private final List<Problem.Detail> broken = new ArrayList<>();

  private ManifestRules(NewManifest manifest) {
    this.manifest = manifest;
  }

  /**
   * @throws RejectedException that lists every broken rule
   */
  static void check(NewManifest manifest) {
    ManifestRules rules = new ManifestRules(manifest);
    rules.checkAccount();
    rules.checkName();
    rules.checkTypes();
    rules.checkAssets();
    rules.checkDriver();
    rules.checkRuntimeUrls();
    rules.rejectIfBroken();
  }

  private void checkAccount() {
    if (!isAccount(manifest.account())) {
      broken("account", "account is 'subscription/group/account' in lower case");
    }
  }

  /** Whether events may speak of such an account. */
  public static boolean isAccount(String account) {
    return account != null && ACCOUNT.matcher(account).matches();
  }

  private void checkName() {
    if (manifest.name() == null || !NAME.matcher(manifest.name()).matches()) {
      broken(
          "name",
          "name is 1 to 255 letters, digits, '.', '_' and '-', and begins with a letter or digit");
    }
  }

  private void checkTypes() {
    if (manifest.modelType() != null && !MODEL_TYPE.equals(manifest.modelType())) {
      broken("modelType", "modelType is 'Registered'");
    }
    if (manifest.webserviceType() != null && !WEBSERVICE_TYPE.equals(manifest.webserviceType())) {
      broken("webserviceType", "webserviceType is 'Realtime'");
    }
    if (manifest.targetRuntime() == null
        || !RUNTIME_TYPES.contains(String.valueOf(manifest.targetRuntime().runtimeType()))) {
      broken(
          "targetRuntime.runtimeType",
          "targetRuntime.runtimeType is 'SparkPython', 'Python' or 'PythonSlim'");
    }
    if (isLongerThan(MAX_DESCRIPTION, manifest.description())) {
      broken("description", "description has at most %d characters".formatted(MAX_DESCRIPTION));
    }
    if (manifest.modelIds().size() > MAX_MODELS) {
      broken(
          "modelIds",
          "modelIds has %d items, and an image at most %d models, for each is a layer of its own; register several as one archive"
              .formatted(manifest.modelIds().size(), MAX_MODELS));
    }
    if (manifest.modelIds().size() != Set.copyOf(manifest.modelIds()).size()) {
      broken("modelIds", "modelIds names a model twice");
    }
  }

  /**
   * As JSON Schema counts characters.
   *
   * @param text null is not long
   */
  public static boolean isLongerThan(int most, String text) {
    return text != null && text.codePointCount(0, text.length()) > most;
  }

  private void checkAssets() {
    if (manifest.assets().size() > MAX_ASSETS) {
      broken("assets", "assets has at most " + MAX_ASSETS + " items");
    }
    Set<String> ids = new HashSet<>();
    for (Asset asset : manifest.assets()) {
      if (asset.id() == null || !ASSET_ID.matcher(asset.id()).matches()) {
        broken(
            "assets.id",
            "the asset id '%s' is not 1 to 32 characters without '/' and control characters"
                .formatted(asset.id()));
      } else if (!ids.add(asset.id())) {
        broken("assets.id", "the asset id '%s' is there twice".formatted(asset.id()));
      }
      if (asset.url() == null) {
        broken("assets.url", "the asset '%s' has no url".formatted(asset.id()));
      }
    }
  }

  private void checkDriver() {
    String driver = manifest.driverProgram();
    if (manifest.assets().stream().noneMatch(asset -> String.valueOf(asset.id()).equals(driver))) {
      broken(
          "driverProgram",
          "driverProgram '%s' is not the id of an asset; the assets are %s"
              .formatted(driver, manifest.assets().stream().map(Asset::id).toList()));
    }
  }

  /**
   * @throws RejectedException when what a manifest names is too much to travel with it
   */
  static void checkWeight(String name, List<Model> models, List<Asset> assets) {
    long weight =
        models.stream().mapToLong(model -> weight(model.url(), model.content())).sum()
            + assets.stream().mapToLong(asset -> weight(asset.url(), asset.content())).sum();
    if (weight > MAX_WEIGHT) {
      throw new RejectedException(
          "ManifestTooLarge",
          413,
          "Cannot create manifest '%s': the URLs and the names at the top of its archives are %d bytes long, more than %d. Pack the content of an archive into one folder, or use fewer assets."
              .formatted(name, weight, MAX_WEIGHT));
    }
  }

  private static long weight(URI url, Content content) {
    return bytes(url.toString())
        + bytes(content.path())
        + content.roots().stream().mapToLong(ManifestRules::bytes).sum();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void checkRuntimeUrls() {
    if (manifest.targetRuntime() == null) {
      return;
    }
    for (String property : URL_PROPERTIES) {
      String url = manifest.targetRuntime().properties().get(property);
      if (url != null && !isUrl(url)) {
        broken("targetRuntime.properties." + property, property + " is not a URL");
      }
    }
  }

  private static boolean isUrl(String value) {
    try {
      return URI.create(value).isAbsolute();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private void broken(String target, String rule) {
    broken.add(new Problem.Detail("InvalidProperty", rule, target));
  }

  private void rejectIfBroken() {
    if (!broken.isEmpty()) {
      throw new RejectedException(
          new Problem(
              "InvalidManifest",
              "Cannot create manifest '%s': %s. Correct the request."
                  .formatted(
                      manifest.name(),
                      String.join("; ", broken.stream().map(Problem.Detail::message).toList())),
              400,
              broken));
    }
  }
}
