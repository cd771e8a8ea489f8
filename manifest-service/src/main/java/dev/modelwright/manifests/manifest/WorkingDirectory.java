package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who claims which path of an image's working directory. Assets are unpacked into it and may share
 * folders, but no file; a model is linked into it under each of its roots and under its name, and
 * shares nothing.
 */
final class WorkingDirectory {

  /** Where all models lie; nobody else may use it. */
  private static final String MODELS = "azureml-models";

  private final String manifest;
  private final Contents contents;
  private final Map<String, String> ownersOfRoots = new HashMap<>();
  private final Map<String, String> ownersOfFiles = new HashMap<>();

  WorkingDirectory(String manifest, Contents contents) {
    this.manifest = manifest;
    this.contents = contents;
    ownersOfRoots.put(MODELS, "the folder of all models");
  }

  /**
   * @throws RejectedException when two sources claim one path
   */
  void check(List<Model> models, List<Asset> assets) {
    for (Model model : models) {
      String owner = "model '%s' version %d".formatted(model.name(), model.version());
      roots(model).forEach(root -> claim(ownersOfRoots, root, owner));
    }
    Set<String> rootsOfModels = Set.copyOf(ownersOfRoots.keySet());
    for (Asset asset : assets) {
      String owner = "asset '%s'".formatted(asset.id());
      for (String file : contents.files(asset)) {
        String root = file.split("/", 2)[0];
        if (rootsOfModels.contains(root)) {
          claim(ownersOfRoots, root, owner);
        }
        claim(ownersOfFiles, file, owner);
      }
    }
  }

  private static Set<String> roots(Model model) {
    Set<String> roots = new TreeSet<>(model.content().roots());
    roots.add(model.name());
    return roots;
  }

  private void claim(Map<String, String> owners, String path, String owner) {
    String other = owners.putIfAbsent(path, owner);
    if (other != null) {
      throw new RejectedException(
          "PathConflict",
          400,
          "Cannot create manifest '%s': %s and %s both put '%s' into the working directory. Rename one of them."
              .formatted(manifest, other, owner, path));
    }
  }
}
