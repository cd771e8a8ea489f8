package dev.modelwright.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/**
 * Traces through processes, by the headers of the W3C trace context. Every request has a trace id,
 * for log lines and events; spans are made and sent only when there is an address to send them to.
 * Thread-safe.
 */
public final class Traces implements AutoCloseable {

  /** Names of the headers that carry a trace. */
  public static final Set<String> HEADERS = Set.of("traceparent", "tracestate");

  private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<UnaryOperator<String>> GETTER = new Getter();

  private final Tracer tracer;
  private final AutoCloseable sender;
  private final boolean exported;

  private Traces(OpenTelemetry telemetry, AutoCloseable sender, boolean exported) {
    this.tracer = telemetry.getTracer("dev.modelwright");
    this.sender = sender;
    this.exported = exported;
  }

  /** Trace ids without spans. */
  public static Traces unexported() {
    return new Traces(OpenTelemetry.noop(), () -> {}, false);
  }

  /**
   * Sends spans by OTLP over HTTP, in batches from a thread of its own.
   *
   * @param endpoint of a collector, without the path of a signal
   */
  static Traces exportedTo(String endpoint, String service) {
    OpenTelemetrySdk telemetry =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() ->
                Map.of(
                    "otel.service.name", service,
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none"))
            .addPropertiesCustomizer(_ ->
                Map.of(
                    "otel.exporter.otlp.endpoint",
                    endpoint,
                    "otel.exporter.otlp.protocol",
                    "http/protobuf"))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    return new Traces(telemetry, telemetry, true);
  }

  /**
   * Begins to answer a call, in the trace that it belongs to or in a new one.
   *
   * @param header the value of a header of the call, or null
   */
  public ActiveSpan call(String name, UnaryOperator<String> header) {
    return continued(SpanKind.SERVER, name, header);
  }

  /** Begins to handle a message, as {@link #call}. */
  public ActiveSpan message(String name, UnaryOperator<String> header) {
    return continued(SpanKind.CONSUMER, name, header);
  }

  /** Begins to publish a message, as a part of what the current thread does. */
  public ActiveSpan publication(String name) {
    return ActiveSpan.begin(tracer.spanBuilder(name).setSpanKind(SpanKind.PRODUCER).startSpan());
  }

  private ActiveSpan continued(SpanKind kind, String name, UnaryOperator<String> header) {
    Context parent = W3C.extract(Context.root(), header, GETTER);
    if (!exported && !Span.fromContext(parent).getSpanContext().isValid()) {
      parent = Context.root().with(Span.wrap(randomContext()));
    }
    return ActiveSpan.begin(
        tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan());
  }

  /** A part of what the current thread does, which has ended already. */
  public void ended(String name, Instant begin, Instant end, Map<String, String> attributes) {
    if (exported) {
      Span span = tracer.spanBuilder(name).setStartTimestamp(begin).startSpan();
      attributes.forEach(span::setAttribute);
      span.end(end);
    }
  }

  /** The headers that carry the trace of the current thread; none outside of a trace. */
  public Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    W3C.inject(Context.current(), headers, Map::put);
    return headers;
  }

  private static SpanContext randomContext() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return SpanContext.create(
        TraceId.fromLongs(random.nextLong(), random.nextLong(1, Long.MAX_VALUE)),
        SpanId.fromLong(random.nextLong(1, Long.MAX_VALUE)),
        TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  /** Sends what is left. */
  @Override
  public void close() throws Exception {
    sender.close();
  }

  private static final class Getter implements TextMapGetter<UnaryOperator<String>> {

    @Override
    public Iterable<String> keys(UnaryOperator<String> header) {
      return HEADERS;
    }

    @Override
    public String get(UnaryOperator<String> header, String name) {
      return header.apply(name);
    }
  }
}
