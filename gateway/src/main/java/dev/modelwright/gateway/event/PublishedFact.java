package dev.modelwright.gateway.event;

import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import java.util.Map;

/**
 * A fact with its place.
 *
 * @param offset in its partition
 * @param attributes of the CloudEvent, by their names without prefix
 * @param data the event as JSON; not to be changed
 * @param event the same, read
 */
public record PublishedFact(
    Partition partition, long offset, Map<String, String> attributes, byte[] data, Event event) {

  /** The CloudEvents type. */
  public String type() {
    return CloudEvents.typeOf(event.getClass());
  }
}
