package dev.modelwright.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where metrics and spans go by OTLP over HTTP. What OpenTelemetry's variables {@code OTEL_…} say
 * beyond that, holds too.
 *
 * @param endpoint of a collector, for example {@code http://collector:4318}; nothing is sent when
 *     it is empty
 */
@ConfigurationProperties("modelwright.otlp")
record OtlpProperties(@DefaultValue("") String endpoint) {

  OtlpProperties {
    if (!endpoint.isBlank() && !endpoint.matches("https?://.+")) {
      throw new IllegalArgumentException(
          "Cannot use modelwright.otlp.endpoint '%s': it is no http or https address. Write http://host:4318."
              .formatted(endpoint));
    }
  }

  boolean isSet() {
    return !endpoint.isBlank();
  }

  String metricsUrl() {
    return (endpoint.endsWith("/") ? endpoint : endpoint + "/") + "v1/metrics";
  }
}
