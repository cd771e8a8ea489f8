package dev.modelwright.gateway.manifest;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.ManifestRequestEvent.ManifestCreationRequested;
import dev.modelwright.schemas.TargetRuntime;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The body of {@code POST /manifests}, checked as far as it can be by itself. */
public record CreateManifestRequest(
    String name,
    String description,
    String driverProgram,
    String modelType,
    List<UUID> modelIds,
    List<Asset> assets,
    TargetRuntime targetRuntime,
    String webserviceType) {

  private static final List<String> RUNTIME_TYPES = List.of("SparkPython", "Python", "PythonSlim");
  private static final List<String> MODEL_TYPES = List.of("Registered");
  private static final List<String> WEBSERVICE_TYPES = List.of("Realtime");
  private static final List<String> URL_PROPERTIES = List.of("condaEnvFile", "pipRequirements");
  private static final Pattern ASSET_ID = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,32}");
  private static final int MAX_ASSETS = 1000;

  /** Each is a layer of its own; engines stack 125, some of which are the base and the rest. */
  private static final int MAX_MODELS = 100;

  private static final int MAX_MIME_TYPE = 255;

  /**
   * @throws dev.modelwright.web.ProblemException that names everything that is wrong
   */
  public static CreateManifestRequest read(RequestObject body) {
    String name = body.requiredName("name");
    String description = body.text("description", RequestObject.MAX_TEXT);
    String modelType = body.choice("modelType", MODEL_TYPES);
    List<UUID> modelIds = body.ids("modelIds");
    if (modelIds.size() > MAX_MODELS) {
      body.broken(
          "modelIds",
          "holds %d models, and an image at most %d, for each is a layer of its own; register several as one archive"
              .formatted(modelIds.size(), MAX_MODELS));
    }
    List<Asset> assets = assets(body);
    String driverProgram = driverProgram(body, assets);
    TargetRuntime targetRuntime = targetRuntime(body.requiredObject("targetRuntime"));
    String webserviceType = body.choice("webserviceType", WEBSERVICE_TYPES);
    body.rejectIfBroken("create manifest");
    return new CreateManifestRequest(
        name,
        description,
        driverProgram,
        modelType,
        modelIds,
        assets,
        targetRuntime,
        webserviceType);
  }

  private static List<Asset> assets(RequestObject body) {
    List<RequestObject> objects = body.objects("assets");
    if (objects.isEmpty()) {
      body.broken("assets", "holds no asset; the driver program is one");
    }
    if (objects.size() > MAX_ASSETS) {
      body.broken("assets", "holds %d assets, more than %d".formatted(objects.size(), MAX_ASSETS));
    }
    List<Asset> assets = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (RequestObject object : objects) {
      Asset asset = asset(object);
      if (asset.id() != null && !ids.add(asset.id())) {
        object.broken("id", "'%s' is there twice".formatted(asset.id()));
      }
      assets.add(asset);
    }
    return assets;
  }

  private static Asset asset(RequestObject object) {
    return new Asset(
        object.matching(
            "id",
            object.requiredText("id"),
            ASSET_ID,
            "is not 1 to 32 characters without slashes and control characters"),
        object.requiredUrl("url"),
        object.text("mimeType", MAX_MIME_TYPE),
        object.flag("unpack"),
        null);
  }

  private static String driverProgram(RequestObject body, List<Asset> assets) {
    String driver = body.requiredText("driverProgram");
    if (driver != null && assets.stream().noneMatch(asset -> driver.equals(asset.id()))) {
      body.broken("driverProgram", "'%s' is the id of no asset".formatted(Shown.shortened(driver)));
    }
    return driver;
  }

  private static TargetRuntime targetRuntime(RequestObject runtime) {
    return new TargetRuntime(
        runtime.requiredChoice("runtimeType", RUNTIME_TYPES),
        runtime.object("properties").textMap(URL_PROPERTIES),
        null);
  }

  /** The same with its URLs as our store has them. */
  public CreateManifestRequest mapped(UnaryOperator<URI> urls) {
    Map<String, String> properties = new TreeMap<>(targetRuntime.properties());
    for (String property : URL_PROPERTIES) {
      properties.computeIfPresent(property, (_, url) -> urls.apply(URI.create(url)).toString());
    }
    return new CreateManifestRequest(
        name,
        description,
        driverProgram,
        modelType,
        modelIds,
        assets.stream()
            .map(asset ->
                new Asset(
                    asset.id(),
                    urls.apply(asset.url()),
                    asset.mimeType(),
                    asset.unpack(),
                    asset.content()))
            .toList(),
        new TargetRuntime(targetRuntime.runtimeType(), properties, targetRuntime.contents()),
        webserviceType);
  }

  public ManifestCreationRequested event(UUID id, Account account) {
    return new ManifestCreationRequested(
        id,
        account.toString(),
        name,
        description,
        driverProgram,
        modelType,
        modelIds,
        assets,
        targetRuntime,
        webserviceType);
  }
}
