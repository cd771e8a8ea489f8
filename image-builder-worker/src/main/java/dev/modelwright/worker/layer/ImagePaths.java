package dev.modelwright.worker.layer;

/** Where things lie in an image, as members of a tar: without the leading slash. */
public final class ImagePaths {

  /** Current directory of the scoring server and home of the user's code. */
  public static final String WORKING_DIRECTORY = "var/azureml-app";

  public static final String MODELS = WORKING_DIRECTORY + "/azureml-models";
  public static final String ENVIRONMENT = "opt/env";

  private ImagePaths() {}

  /** The folder that one version of a model has for itself. */
  public static String model(String name, int version) {
    return MODELS + "/" + name + "/" + version;
  }
}
