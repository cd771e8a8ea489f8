package dev.modelwright.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.slf4j.MDC;

/** What the current thread does, until it is closed; its trace id is in all log lines meanwhile. */
public final class ActiveSpan implements AutoCloseable {

  private static final String TRACE_ID = "traceId";

  private final Span span;
  private final Scope scope;
  private final String outerTraceId;

  private ActiveSpan(Span span, Scope scope, String outerTraceId) {
    this.span = span;
    this.scope = scope;
    this.outerTraceId = outerTraceId;
  }

  static ActiveSpan begin(Span span) {
    ActiveSpan active = new ActiveSpan(span, span.makeCurrent(), MDC.get(TRACE_ID));
    if (span.getSpanContext().isValid()) {
      MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
    }
    return active;
  }

  public void rename(String name) {
    span.updateName(name);
  }

  public void attribute(String name, String value) {
    span.setAttribute(name, value);
  }

  public void attribute(String name, long value) {
    span.setAttribute(name, value);
  }

  public void failed(String cause) {
    span.setStatus(StatusCode.ERROR, cause);
  }

  @Override
  public void close() {
    if (outerTraceId == null) {
      MDC.remove(TRACE_ID);
    } else {
      MDC.put(TRACE_ID, outerTraceId);
    }
    scope.close();
    span.end();
  }
}
