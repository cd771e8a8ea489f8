package dev.modelwright.telemetry;

import io.micrometer.registry.otlp.OtlpConfig;
import java.util.HashMap;
import java.util.Map;

/** Metrics each minute, with the headers and resource attributes of OpenTelemetry's variables. */
record OtlpMetrics(String url, String service) implements OtlpConfig {

  @Override
  public String get(String key) {
    return null;
  }

  @Override
  public Map<String, String> resourceAttributes() {
    Map<String, String> attributes = new HashMap<>(OtlpConfig.super.resourceAttributes());
    attributes.putIfAbsent("service.name", service);
    return attributes;
  }
}
