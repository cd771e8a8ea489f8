package dev.modelwright.registry.model.web;

import dev.modelwright.artifacts.Pinned;
import dev.modelwright.registry.model.Model;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A model as our other services read it: the form that events give it. */
record ModelResource(
    UUID id,
    String account,
    String name,
    int version,
    String description,
    List<String> tags,
    URI url,
    String mimeType,
    boolean unpack,
    ContentResource content,
    Instant createdAt) {

  record ContentResource(
      String path, String sha256, long size, String format, String fileName, List<String> roots) {

    static ContentResource of(Pinned pinned) {
      return new ContentResource(
          pinned.path().value(),
          pinned.sha256(),
          pinned.size(),
          pinned.format().toString(),
          pinned.fileName(),
          pinned.roots());
    }
  }

  static ModelResource of(Model model) {
    return new ModelResource(
        model.id(),
        model.account(),
        model.name(),
        model.version(),
        model.description(),
        model.tags(),
        model.url(),
        model.mimeType(),
        model.unpack(),
        ContentResource.of(model.content()),
        model.createdAt());
  }
}
