package dev.modelwright.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Wires metrics and traces into a service; Boot adds the registry that Prometheus reads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OtlpProperties.class)
public class TelemetryConfiguration {

  @Bean
  Traces traces(OtlpProperties otlp, @Value("${spring.application.name}") String service) {
    return otlp.isSet() ? Traces.exportedTo(otlp.endpoint(), service) : Traces.unexported();
  }

  @Bean
  @Conditional(EndpointIsSet.class)
  OtlpMeterRegistry otlpMeterRegistry(
      OtlpProperties otlp, @Value("${spring.application.name}") String service) {
    return new OtlpMeterRegistry(new OtlpMetrics(otlp.metricsUrl(), service), Clock.SYSTEM);
  }

  static final class EndpointIsSet implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("modelwright.otlp.endpoint", "").isBlank();
    }
  }
}
