package dev.modelwright.cli.model;

import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.upload.Content;
import dev.modelwright.cli.upload.Source;
import dev.modelwright.cli.upload.Uploader;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings a model to the server and registers it. */
public final class ModelRegistration {

  private final Gateway gateway;
  private final Uploader uploader;
  private final PrintWriter notices;

  /**
   * @param notices is told what is waited for
   */
  public ModelRegistration(Gateway gateway, Uploader uploader, PrintWriter notices) {
    this.gateway = gateway;
    this.uploader = uploader;
    this.notices = notices;
  }

  /** Registers under the source's own name, as commands do that take models along. */
  public Resource register(Source source) {
    return register(source, source.name(), "", List.of());
  }

  /**
   * @return the model as the server stored it, a new version under its name
   */
  public Resource register(Source source, String name, String description, List<String> tags) {
    Content content = uploader.upload(source);
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("name", name);
    ArrayNode tagArray = request.putArray("tags");
    tags.forEach(tagArray::add);
    request.put("description", description);
    request.put("url", content.url().toString());
    request.put("mimeType", content.mimeType());
    request.put("unpack", content.unpack());
    notices.println("Registering model " + name);
    return gateway.post("/models", request);
  }
}
