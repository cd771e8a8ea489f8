package dev.modelwright.cli.image;

import dev.modelwright.cli.gateway.Resource;
import java.util.List;
import java.util.Optional;

/** An image as the server answers it. */
record Image(Resource resource) {

  String id() {
    return resource.requiredText("Id");
  }

  ImageState state() {
    return ImageState.of(resource.requiredText("CreationState"));
  }

  /** {@code address/repository:tag}; empty until it succeeded. */
  Optional<String> location() {
    return resource.text("ImageLocation").filter(location -> !location.isEmpty());
  }

  Optional<String> digest() {
    return resource.text("Digest");
  }

  List<Phase> phases() {
    return resource.objects("Phases").stream().map(Phase::new).toList();
  }

  /** Why it failed; empty unless it did. */
  Optional<Resource> error() {
    return resource.object("Error");
  }
}
