package dev.modelwright.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.messaging.MessageHeaders;

/**
 * Puts CloudEvents attributes and trace context on the wire as plain UTF-8, and nothing else: no
 * private header of a framework reaches a consumer of ours or of others.
 */
final class CloudEventHeaderMapper implements KafkaHeaderMapper {

  private static final String ATTRIBUTE_PREFIX = "ce_";
  private static final Set<String> OTHERS = Set.of("traceparent", "tracestate", "content-type");

  @Override
  public void fromHeaders(MessageHeaders source, Headers target) {
    source.forEach((name, value) -> {
      if (name.startsWith(ATTRIBUTE_PREFIX) || OTHERS.contains(name)) {
        target.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
      }
    });
  }

  /** As they came; who consumes batches reads them by itself. */
  @Override
  public void toHeaders(Headers source, Map<String, Object> target) {
    source.forEach(header -> target.put(header.key(), header.value()));
  }
}
