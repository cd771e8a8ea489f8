package dev.modelwright.worker.image;

import dev.modelwright.worker.layer.ConflictingMembersException;
import dev.modelwright.worker.layer.ImagePaths;
import dev.modelwright.worker.layer.LayerContent;
import dev.modelwright.worker.layer.LinkTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What user code finds beside itself: each first-level file or folder of a model under its own
 * name, and each model under the model's name.
 *
 * @param links from the name in the working directory to the target relative to it
 */
record WorkingDirectory(SortedMap<String, String> links) {

  private static final String MODELS_FOLDER = "azureml-models";

  /**
   * @throws ConflictingMembersException when two things want one name
   */
  static WorkingDirectory of(List<ModelPart> models, List<AssetPart> assets) {
    Set<String> taken = new HashSet<>();
    taken.add(MODELS_FOLDER);
    assets.forEach(asset -> taken.addAll(asset.content().roots()));
    SortedMap<String, String> links = new TreeMap<>();
    models.forEach(
        model -> linksOf(model).forEach((name, target) -> add(name, target, taken, links)));
    return new WorkingDirectory(links);
  }

  private static Map<String, String> linksOf(ModelPart model) {
    String folder = MODELS_FOLDER + "/" + model.name() + "/" + model.version();
    SortedMap<String, String> links = new TreeMap<>();
    model.content().roots().forEach(root -> links.put(root, folder + "/" + root));
    boolean singleFile = !model.content().isUnpacked();
    links.putIfAbsent(
        model.name(), singleFile ? folder + "/" + model.content().fileName() : folder);
    return links;
  }

  private static void add(
      String name, String target, Set<String> taken, SortedMap<String, String> links) {
    if (!taken.add(name)) {
      throw new ConflictingMembersException(ImagePaths.WORKING_DIRECTORY + "/" + name);
    }
    links.put(name, target);
  }

  LayerContent content() {
    LinkTree tree = new LinkTree().folder(ImagePaths.MODELS);
    links.forEach((name, target) -> tree.link(ImagePaths.WORKING_DIRECTORY + "/" + name, target));
    return tree;
  }

  /** Equal exactly when the contents are. */
  List<String> description() {
    List<String> description = new ArrayList<>();
    description.add("working-directory");
    links.forEach((name, target) -> {
      description.add(name);
      description.add(target);
    });
    return description;
  }
}
