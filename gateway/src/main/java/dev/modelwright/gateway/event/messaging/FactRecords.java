package dev.modelwright.gateway.event.messaging;

import dev.modelwright.gateway.event.Partition;
import dev.modelwright.gateway.event.PublishedFact;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads facts out of Kafka's records. Thread-safe. */
public final class FactRecords {

  private static final Logger log = LoggerFactory.getLogger(FactRecords.class);

  private static final String PREFIX = "ce_";
  private static final String CONTENT_TYPE = "datacontenttype";
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,20}");

  private final CloudEvents cloudEvents;

  public FactRecords(CloudEvents cloudEvents) {
    this.cloudEvents = cloudEvents;
  }

  /** Empty when the record is no event of ours; its dead letter is the work of others. */
  public Optional<PublishedFact> read(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> attributes = attributes(record);
    // What the standard requires, for publishers that forget it.
    attributes.putIfAbsent("specversion", "1.0");
    attributes.putIfAbsent("source", "/" + record.topic());
    attributes.putIfAbsent("id", record.partition() + "-" + record.offset());
    try {
      return Optional.of(
          new PublishedFact(
              new Partition(record.topic(), record.partition()),
              record.offset(),
              attributes,
              record.value(),
              cloudEvents.read(attributes.get("type"), record.value())));
    } catch (UnreadableEventException e) {
      log.debug("Skipped {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
      return Optional.empty();
    }
  }

  private static Map<String, String> attributes(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> attributes = new TreeMap<>();
    for (Header header : record.headers()) {
      String name = attribute(header.key());
      if (header.value() != null && ATTRIBUTE.matcher(name).matches()) {
        attributes.put(name, new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return attributes;
  }

  /** As the protocol bindings for Kafka and for JSON name one attribute. */
  private static String attribute(String header) {
    if (header.startsWith(PREFIX)) {
      return header.substring(PREFIX.length());
    }
    return header.equals(CloudEvents.CONTENT_TYPE) ? CONTENT_TYPE : header;
  }
}
