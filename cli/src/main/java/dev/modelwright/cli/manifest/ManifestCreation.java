package dev.modelwright.cli.manifest;

import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.model.ModelRegistration;
import dev.modelwright.cli.upload.Content;
import dev.modelwright.cli.upload.Source;
import dev.modelwright.cli.upload.Uploader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings the parts of a manifest to the server and creates it. */
public final class ManifestCreation {

  private static final String DRIVER = "driver";
  private static final String PYTHON = "application/x-python";

  private final Gateway gateway;
  private final Uploader uploader;
  private final PrintWriter narration;
  private final PrintWriter notices;

  /**
   * @param narration is told what was made on the way
   * @param notices is told what is waited for
   */
  public ManifestCreation(
      Gateway gateway, Uploader uploader, PrintWriter narration, PrintWriter notices) {
    this.gateway = gateway;
    this.uploader = uploader;
    this.narration = narration;
    this.notices = notices;
  }

  /**
   * @param description null when there is none
   * @return the manifest as the server stored it, a new version under its name
   */
  public Resource create(String name, String description, ManifestContents contents) {
    if (contents.isWithoutModels()) {
      narration.println("No model was given (-i or -m): the manifest will have none.");
    }
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("name", name);
    request.put("driverProgram", DRIVER);
    request.put("description", description);
    request.put("modelType", "Registered");
    ArrayNode modelIds = request.putArray("modelIds");
    modelIds(contents).forEach(modelIds::add);
    addAssets(request.putArray("assets"), contents);
    addRuntime(request.putObject("targetRuntime"), contents);
    notices.println("Creating manifest " + name);
    return gateway.post("/manifests", request);
  }

  private List<String> modelIds(ManifestContents contents) {
    ModelRegistration registration = new ModelRegistration(gateway, uploader, notices);
    List<String> ids = new ArrayList<>(contents.modelIds());
    for (Source source : contents.models()) {
      Resource model = registration.register(source);
      ids.add(model.requiredText("id"));
      narration.printf(
          "Registered model %s version %s, id %s%n",
          model.requiredText("name"), model.requiredText("version"), model.requiredText("id"));
    }
    return ids;
  }

  private void addAssets(ArrayNode assets, ManifestContents contents) {
    AssetIds ids = new AssetIds();
    addAsset(assets, ids.next(DRIVER), uploader.upload(contents.driver(), PYTHON));
    for (Source source : contents.otherAssets()) {
      addAsset(assets, ids.next(source.name()), uploader.upload(source));
    }
  }

  private static void addAsset(ArrayNode assets, String id, Content content) {
    assets
        .addObject()
        .put("id", id)
        .put("url", content.url().toString())
        .put("mimeType", content.mimeType())
        .put("unpack", content.unpack());
  }

  private void addRuntime(ObjectNode runtime, ManifestContents contents) {
    runtime.put("runtimeType", contents.runtime().runtimeType());
    ObjectNode properties = runtime.putObject("properties");
    contents.condaFile().ifPresent(file -> properties.put("condaEnvFile", urlOf(file)));
    contents.requirements().ifPresent(file -> properties.put("pipRequirements", urlOf(file)));
  }

  private String urlOf(Source file) {
    return uploader.upload(file).url().toString();
  }
}
