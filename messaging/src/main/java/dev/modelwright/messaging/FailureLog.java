package dev.modelwright.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;

/**
 * Says what keeps a record from being handled: the stack once, then one line an attempt. Counts
 * dead letters.
 */
final class FailureLog implements RetryListener {

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

  private final MeterRegistry meters;

  FailureLog(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void failedDelivery(ConsumerRecord<?, ?> message, Exception failure, int attempt) {
    var entry =
        log.atWarn()
            .addKeyValue("topic", message.topic())
            .addKeyValue("partition", message.partition())
            .addKeyValue("offset", message.offset());
    if (attempt == 1) {
      entry.setCause(failure).log("Cannot handle record: {}", cause(failure));
    } else {
      entry.log("Cannot handle record, attempt {}: {}", attempt, cause(failure));
    }
  }

  @Override
  public void recovered(ConsumerRecord<?, ?> message, Exception failure) {
    meters.counter("modelwright.dead.letters", "topic", message.topic()).increment();
    log.atWarn()
        .addKeyValue("topic", message.topic())
        .addKeyValue("partition", message.partition())
        .addKeyValue("offset", message.offset())
        .log("Put record on the dead-letter topic: {}", cause(failure));
  }

  /** The layers in between only repeat that a listener failed. */
  static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
