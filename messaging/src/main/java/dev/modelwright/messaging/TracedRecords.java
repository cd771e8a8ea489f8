package dev.modelwright.messaging;

import dev.modelwright.telemetry.ActiveSpan;
import dev.modelwright.telemetry.Traces;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.listener.RecordInterceptor;

/** Handles every record in the trace that its headers name. */
final class TracedRecords<K, V> implements RecordInterceptor<K, V> {

  private final Traces traces;
  private final ThreadLocal<ActiveSpan> open = new ThreadLocal<>();

  TracedRecords(Traces traces) {
    this.traces = traces;
  }

  @Override
  public ConsumerRecord<K, V> intercept(ConsumerRecord<K, V> message, Consumer<K, V> consumer) {
    end();
    open.set(traces.message(message.topic() + " process", name -> header(message, name)));
    return message;
  }

  @Override
  public void failure(ConsumerRecord<K, V> message, Exception failure, Consumer<K, V> consumer) {
    open.get().failed(FailureLog.cause(failure));
  }

  @Override
  public void afterRecord(ConsumerRecord<K, V> message, Consumer<K, V> consumer) {
    end();
  }

  private void end() {
    ActiveSpan span = open.get();
    if (span != null) {
      open.remove();
      span.close();
    }
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
