package dev.modelwright.schemas;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Requests to the registry-service, on topic {@code model-requests}. */
public sealed interface ModelRequestEvent extends Event {

  /**
   * Asks for the next version of a model.
   *
   * @param id id that the new model will have; a repeated id is the same request
   * @param description may be empty, or null when none was given
   * @param mimeType declared by the client and stored as given; content is recognised by its bytes
   * @param unpack whether an archive is unpacked when an image is made
   */
  record ModelRegistrationRequested(
      UUID id,
      String account,
      String name,
      String description,
      List<String> tags,
      URI url,
      String mimeType,
      boolean unpack)
      implements ModelRequestEvent {

    public ModelRegistrationRequested {
      tags = tags == null ? List.of() : List.copyOf(tags);
    }

    @Override
    public String key() {
      return account + "/" + name;
    }
  }
}
