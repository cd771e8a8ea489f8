package dev.modelwright.worker.image;

import dev.modelwright.distribution.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an image runs and what it consists of: the config of the OCI image specification 1.1. Equal
 * configs are equal bytes.
 *
 * @param architecture in Go's words, such as {@code amd64}
 * @param settings what a container is started with
 * @param layers from the lowest to the uppermost
 */
public record ImageConfig(String architecture, Settings settings, List<Layer> layers) {

  /** A fixed time, so that the same content is the same image; members of layers have it too. */
  private static final String CREATED = "1980-01-01T00:00:01Z";

  private static final String OS = "linux";
  private static final String AUTHOR = "modelwright";
  private static final JsonMapper JSON = JsonMapper.shared();

  public ImageConfig {
    layers = List.copyOf(layers);
  }

  /** An image without layers. */
  static ImageConfig empty(String architecture) {
    return new ImageConfig(architecture, Settings.none(), List.of());
  }

  /**
   * @param purpose line in the history
   */
  public record Layer(Digest diffId, String purpose) {}

  /**
   * Settings of an image, or changes to them.
   *
   * @param user null for the one of the image below, as {@code workingDirectory}; lists the same
   *     when empty
   * @param ports such as {@code 5001/tcp}
   */
  public record Settings(
      String user,
      String workingDirectory,
      List<String> entrypoint,
      List<String> ports,
      SortedMap<String, String> env,
      SortedMap<String, String> labels) {

    public Settings {
      entrypoint = List.copyOf(entrypoint);
      ports = List.copyOf(ports);
    }

    public static Settings none() {
      return of(null, Map.of());
    }

    public static Settings of(String user, Map<String, String> env) {
      return new Settings(user, null, List.of(), List.of(), new TreeMap<>(env), new TreeMap<>());
    }

    Settings with(Settings changes) {
      return new Settings(
          changes.user == null ? user : changes.user,
          changes.workingDirectory == null ? workingDirectory : changes.workingDirectory,
          changes.entrypoint.isEmpty() ? entrypoint : changes.entrypoint,
          changes.ports.isEmpty() ? ports : changes.ports,
          merged(env, changes.env),
          merged(labels, changes.labels));
    }

    private static SortedMap<String, String> merged(
        SortedMap<String, String> below, SortedMap<String, String> above) {
      SortedMap<String, String> merged = new TreeMap<>(below);
      merged.putAll(above);
      return merged;
    }
  }

  ImageConfig with(List<Layer> additions, Settings changes) {
    List<Layer> more = new ArrayList<>(layers);
    more.addAll(additions);
    return new ImageConfig(architecture, settings.with(changes), more);
  }

  static ImageConfig parse(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      return new ImageConfig(
          json.required("architecture").stringValue(), settings(json.path("config")), layers(json));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "Cannot read image config '%s': %s".formatted(Digest.of(bytes), e.getOriginalMessage()),
          e);
    }
  }

  byte[] toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("created", CREATED);
    json.put("author", AUTHOR);
    json.put("architecture", architecture);
    json.put("os", OS);
    json.set("config", json(settings));
    ObjectNode rootfs = json.putObject("rootfs");
    rootfs.put("type", "layers");
    ArrayNode diffIds = rootfs.putArray("diff_ids");
    layers.forEach(layer -> diffIds.add(layer.diffId().value()));
    ArrayNode history = json.putArray("history");
    layers.forEach(
        layer -> history.addObject().put("created", CREATED).put("created_by", layer.purpose()));
    return JSON.writeValueAsBytes(json);
  }

  private static ObjectNode json(Settings settings) {
    ObjectNode json = JSON.createObjectNode();
    if (settings.user() != null) {
      json.put("User", settings.user());
    }
    if (!settings.ports().isEmpty()) {
      ObjectNode ports = json.putObject("ExposedPorts");
      settings.ports().forEach(ports::putObject);
    }
    ArrayNode env = json.putArray("Env");
    settings.env().forEach((name, value) -> env.add(name + "=" + value));
    if (!settings.entrypoint().isEmpty()) {
      ArrayNode entrypoint = json.putArray("Entrypoint");
      settings.entrypoint().forEach(entrypoint::add);
    }
    if (settings.workingDirectory() != null) {
      json.put("WorkingDir", settings.workingDirectory());
    }
    if (!settings.labels().isEmpty()) {
      ObjectNode labels = json.putObject("Labels");
      settings.labels().forEach(labels::put);
    }
    return json;
  }

  private static Settings settings(JsonNode json) {
    Map<String, String> env = new LinkedHashMap<>();
    for (String entry : strings(json.path("Env"))) {
      int equals = entry.indexOf('=');
      env.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    SortedMap<String, String> labels = new TreeMap<>();
    json.path("Labels").forEachEntry((name, value) -> labels.put(name, value.asString()));
    List<String> ports = new ArrayList<>();
    json.path("ExposedPorts").forEachEntry((port, _) -> ports.add(port));
    return new Settings(
        json.path("User").stringValue(null),
        json.path("WorkingDir").stringValue(null),
        strings(json.path("Entrypoint")),
        ports,
        new TreeMap<>(env),
        labels);
  }

  private static List<Layer> layers(JsonNode json) {
    List<String> diffIds = strings(json.required("rootfs").required("diff_ids"));
    List<String> purposes = new ArrayList<>();
    json.path("history").forEach(entry -> purposes.add(entry.path("created_by").stringValue("")));
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < diffIds.size(); i++) {
      String purpose = i < purposes.size() ? purposes.get(i) : "";
      layers.add(new Layer(Digest.of(diffIds.get(i)), purpose));
    }
    return layers;
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(item -> strings.add(item.stringValue()));
    return strings;
  }
}
