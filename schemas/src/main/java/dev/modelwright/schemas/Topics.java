package dev.modelwright.schemas;

import java.util.List;

/** The topics, and which event travels on which. */
public final class Topics {

  public static final String MODEL_REQUESTS = "model-requests";
  public static final String MODELS = "models";
  public static final String MANIFEST_REQUESTS = "manifest-requests";
  public static final String MANIFESTS = "manifests";
  public static final String IMAGE_REQUESTS = "image-requests";
  public static final String IMAGE_BUILDS = "image-builds";
  public static final String IMAGES = "images";

  public static final List<String> ALL =
      List.of(
          MODEL_REQUESTS,
          MODELS,
          MANIFEST_REQUESTS,
          MANIFESTS,
          IMAGE_REQUESTS,
          IMAGE_BUILDS,
          IMAGES);

  /** Those that anybody may ask on. */
  public static final List<String> REQUESTS =
      List.of(MODEL_REQUESTS, MANIFEST_REQUESTS, IMAGE_REQUESTS);

  /** Those that tell what has happened. */
  public static final List<String> FACTS = List.of(MODELS, MANIFESTS, IMAGES);

  /** The share group of all workers, on {@link #IMAGE_BUILDS}. */
  public static final String BUILDERS = "image-builders";

  private static final String DEAD_LETTER_PREFIX = "dlq.";

  /** Header of a dead letter: why it is one, in words. */
  public static final String DEAD_LETTER_REASON = "dead-letter-reason";

  private Topics() {}

  /** The topic that takes what cannot be read from the given one. */
  public static String deadLettersOf(String topic) {
    return DEAD_LETTER_PREFIX + topic;
  }

  public static String of(Event event) {
    return switch (event) {
      case ModelRequestEvent _ -> MODEL_REQUESTS;
      case ModelEvent _ -> MODELS;
      case ManifestRequestEvent _ -> MANIFEST_REQUESTS;
      case ManifestEvent _ -> MANIFESTS;
      case ImageRequestEvent _ -> IMAGE_REQUESTS;
      case ImageBuildEvent _ -> IMAGE_BUILDS;
      case ImageEvent _ -> IMAGES;
    };
  }
}
