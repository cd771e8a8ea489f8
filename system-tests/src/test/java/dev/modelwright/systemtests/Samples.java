package dev.modelwright.systemtests;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Models and drivers as users write them. */
final class Samples {

  /** Reads the model's file and adds it to what it is asked. */
  private static final String TRIVIAL_DRIVER =
      """
      import json
      import os


      def init():
          global bias
          with open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "bias.txt")) as file:
              bias = float(file.read())


      def run(data):
          return [value + bias for value in json.loads(data)["data"]]
      """;

  private static final String SLOW_DRIVER =
      """
      import time


      def init():
          time.sleep(600)


      def run(data):
          return data
      """;

  private static final String BROKEN_DRIVER =
      """
      def init():
          raise ValueError("the model has no weights")


      def run(data):
          return data
      """;

  private Samples() {}

  /** A manifest whose image needs no package. */
  static String trivialManifest(Product product, String name) {
    return manifest(product, name, TRIVIAL_DRIVER, Optional.empty());
  }

  /** A manifest whose driver takes longer to start than any test. */
  static String slowManifest(Product product, String name) {
    return manifest(product, name, SLOW_DRIVER, Optional.empty());
  }

  /** A manifest whose driver cannot start. */
  static String brokenManifest(Product product, String name) {
    return manifest(product, name, BROKEN_DRIVER, Optional.empty());
  }

  /** A manifest with a pip requirements file. */
  static String manifestRequiring(Product product, String name, String requirements) {
    String url = product.upload("requirements.txt", bytes(requirements));
    return manifest(product, name, TRIVIAL_DRIVER, Optional.of(pip(url)));
  }

  /** Its model and its driver, uploaded. */
  static List<String> trivialUrls(Product product) {
    return List.of(
        product.upload("bias.txt", bytes("0.5")),
        product.upload("score.py", bytes(TRIVIAL_DRIVER)));
  }

  private static String manifest(
      Product product, String name, String driver, Optional<String> dependencies) {
    String model = product.registerModel(name, product.upload("bias.txt", bytes("0.5")), false);
    return manifest(product, name, model, driver, dependencies);
  }

  /** A manifest for a model that is a {@code bias.txt}. */
  static String trivialManifest(Product product, String name, String model) {
    return manifest(product, name, model, TRIVIAL_DRIVER, Optional.empty());
  }

  private static String manifest(
      Product product, String name, String model, String driver, Optional<String> dependencies) {
    String driverUrl = product.upload("score.py", bytes(driver));
    return product.createManifest(name, model, driverUrl, "PythonSlim", dependencies);
  }

  /** {@code examples/diabetes}: scikit-learn on the Python runtime. */
  static String diabetesManifest(Product product) {
    String model =
        product.registerModel(
            "diabetes", product.upload(Repository.example("diabetes/diabetes.joblib")), false);
    return product.createManifest(
        "diabetes-manifest",
        model,
        product.upload(Repository.example("diabetes/score.py")),
        "Python",
        Optional.of(pip(product.upload(Repository.example("diabetes/requirements.txt")))));
  }

  /** {@code examples/housing}: the reference document's own, pySpark with a conda file. */
  static String housingManifest(Product product) {
    String model =
        product.registerModel(
            "housing.model", product.upload(Repository.example("housing/housing.model")), true);
    return product.createManifest(
        "housingmodel-manifest",
        model,
        product.upload(Repository.example("housing/scoring.py")),
        "SparkPython",
        Optional.of(
            "\"condaEnvFile\": \"%s\""
                .formatted(product.upload(Repository.example("housing/myconda.yml")))));
  }

  private static String pip(String url) {
    return "\"pipRequirements\": \"%s\"".formatted(url);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
