package dev.modelwright.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image manifest of the OCI image specification 1.1. Equal image manifests are equal bytes.
 *
 * @param artifactType null for a runnable image
 * @param layers from the lowest to the uppermost
 */
public record ImageManifest(
    String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    SortedMap<String, String> annotations) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int SCHEMA_VERSION = 2;

  public ImageManifest {
    layers = List.copyOf(layers);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no image manifest, for example an index
   */
  public static ImageManifest parse(StoredManifest stored) {
    try {
      JsonNode json = JSON.readTree(stored.bytes());
      List<Descriptor> layers = new ArrayList<>();
      json.required("layers").forEach(layer -> layers.add(descriptor(layer)));
      String artifactType = json.path("artifactType").stringValue(null);
      return new ImageManifest(
          artifactType, descriptor(json.required("config")), layers, annotations(json));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "Cannot read image manifest '%s': %s".formatted(stored.digest(), e.getOriginalMessage()),
          e);
    }
  }

  public StoredManifest store() {
    ObjectNode json = JSON.createObjectNode();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("mediaType", MediaTypes.IMAGE_MANIFEST);
    if (artifactType != null) {
      json.put("artifactType", artifactType);
    }
    json.set("config", json(config));
    var array = json.putArray("layers");
    layers.forEach(layer -> array.add(json(layer)));
    putAnnotations(json, annotations);
    return new StoredManifest(MediaTypes.IMAGE_MANIFEST, JSON.writeValueAsBytes(json));
  }

  private static ObjectNode json(Descriptor descriptor) {
    ObjectNode json = JSON.createObjectNode();
    json.put("mediaType", descriptor.mediaType());
    json.put("digest", descriptor.digest().value());
    json.put("size", descriptor.size());
    putAnnotations(json, descriptor.annotations());
    return json;
  }

  private static void putAnnotations(ObjectNode json, Map<String, String> annotations) {
    if (!annotations.isEmpty()) {
      ObjectNode object = json.putObject("annotations");
      annotations.forEach(object::put);
    }
  }

  private static Descriptor descriptor(JsonNode json) {
    return new Descriptor(
        json.required("mediaType").stringValue(),
        Digest.of(json.required("digest").stringValue()),
        json.required("size").longValue(),
        annotations(json));
  }

  private static SortedMap<String, String> annotations(JsonNode json) {
    SortedMap<String, String> annotations = new TreeMap<>();
    json.path("annotations").forEachEntry((key, value) -> annotations.put(key, value.asString()));
    return annotations;
  }
}
