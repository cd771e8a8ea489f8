package dev.modelwright.schemas;

import java.util.UUID;

/** Anything that travels on one of our topics: a request, a build order or a fact. */
public sealed interface Event
    permits ModelRequestEvent,
        ModelEvent,
        ManifestRequestEvent,
        ManifestEvent,
        ImageRequestEvent,
        ImageBuildEvent,
        ImageEvent {

  /** Id of the model, manifest or image that the event is about; the CloudEvents subject. */
  UUID id();

  /** Account as {@code subscription/group/account}, lower case. */
  String account();

  /** The record key on Kafka: events with equal keys keep their order. */
  default String key() {
    return id().toString();
  }
}
