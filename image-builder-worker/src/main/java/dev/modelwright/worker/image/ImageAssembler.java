package dev.modelwright.worker.image;

import dev.modelwright.worker.image.ImageConfig.Settings;
import dev.modelwright.worker.image.ImageRecipe.ModelLayer;
import dev.modelwright.worker.layer.Compression;
import dev.modelwright.worker.layer.ImagePaths;
import dev.modelwright.worker.layer.LayerDescriptor;
import dev.modelwright.worker.layer.LayerKey;
import dev.modelwright.worker.layer.LayerProgress;
import dev.modelwright.worker.layer.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Makes the image of a manifest: environment, models, assets and, on top, the links that show the
 * models in the working directory.
 */
public final class ImageAssembler {

  private static final String USER = "1000:1000";
  private static final String PORT = "5001";
  private static final List<String> ENTRYPOINT = List.of("/opt/modelwright/server/start");
  private static final String ENVIRONMENT_PATH = absolute(ImagePaths.ENVIRONMENT) + "/bin";
  private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Layers layers;
  private final Images images;

  public ImageAssembler(Layers layers, Images images) {
    this.layers = layers;
    this.images = images;
  }

  /** Stores the image by digest; no tag names it. The same recipe gives the same digest. */
  public StoredImage assemble(ImageRecipe recipe) {
    List<Addition> additions = new ArrayList<>();
    for (ModelLayer model : recipe.models()) {
      additions.add(new Addition(model.layer(), "model " + nameOf(model.model())));
    }
    recipe.assetLayer().ifPresent(layer -> additions.add(new Addition(layer, "assets")));
    additions.add(new Addition(workingDirectoryOf(recipe), "working directory"));
    return images.extend(recipe.environment(), recipe.repository(), additions, settingsOf(recipe));
  }

  private LayerDescriptor workingDirectoryOf(ImageRecipe recipe) {
    WorkingDirectory directory = WorkingDirectory.of(modelsOf(recipe), recipe.assets());
    LayerKey key = LayerKey.of(directory.description());
    return layers
        .findOrMake(key, directory.content(), Compression.GZIP, LayerProgress.NONE)
        .layer();
  }

  private Settings settingsOf(ImageRecipe recipe) {
    return new Settings(
        USER,
        absolute(ImagePaths.WORKING_DIRECTORY),
        ENTRYPOINT,
        List.of(PORT + "/tcp"),
        envOf(recipe),
        labelsOf(recipe));
  }

  private SortedMap<String, String> envOf(ImageRecipe recipe) {
    ManifestIdentity manifest = recipe.manifest();
    return new TreeMap<>(
        Map.of(
            "PATH", pathOf(recipe.environment()),
            "PORT", PORT,
            "AML_APP_ROOT", absolute(ImagePaths.WORKING_DIRECTORY),
            "AZUREML_MODEL_DIR", absolute(modelFolderOf(modelsOf(recipe))),
            "AZUREML_ENTRY_SCRIPT", recipe.entryScript(),
            "SERVICE_NAME", manifest.name(),
            "SERVICE_VERSION", Integer.toString(manifest.version())));
  }

  /** The user's packages come first, also for whoever looks around in a container. */
  private String pathOf(StoredImage environment) {
    String path = images.configOf(environment).settings().env().getOrDefault("PATH", SYSTEM_PATH);
    return ENVIRONMENT_PATH + ":" + path;
  }

  private static String modelFolderOf(List<ModelPart> models) {
    return models.size() == 1
        ? ImagePaths.model(models.getFirst().name(), models.getFirst().version())
        : ImagePaths.MODELS;
  }

  /** Nothing here may tell one image record from another, or the digest would change with it. */
  private static SortedMap<String, String> labelsOf(ImageRecipe recipe) {
    ManifestIdentity manifest = recipe.manifest();
    String version = Integer.toString(manifest.version());
    return new TreeMap<>(
        Map.of(
            "org.opencontainers.image.title", manifest.name(),
            "org.opencontainers.image.version", version,
            "org.opencontainers.image.base.digest", recipe.base().value(),
            "dev.modelwright.manifest.id", manifest.id().toString(),
            "dev.modelwright.manifest.name", manifest.name(),
            "dev.modelwright.manifest.version", version,
            "dev.modelwright.models", modelsAsJson(modelsOf(recipe))));
  }

  private static String modelsAsJson(List<ModelPart> models) {
    ArrayNode array = JSON.createArrayNode();
    for (ModelPart model : models) {
      array
          .addObject()
          .put("id", model.id().toString())
          .put("name", model.name())
          .put("version", model.version())
          .put("sha256", model.content().artifact().sha256());
    }
    return JSON.writeValueAsString(array);
  }

  private static List<ModelPart> modelsOf(ImageRecipe recipe) {
    return recipe.models().stream().map(ModelLayer::model).toList();
  }

  private static String nameOf(ModelPart model) {
    return model.name() + ":" + model.version();
  }

  private static String absolute(String path) {
    return "/" + path;
  }
}
