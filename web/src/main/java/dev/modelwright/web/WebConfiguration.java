package dev.modelwright.web;

import dev.modelwright.telemetry.Traces;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires shared secret, error body and request ids into a service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
@Import(ProblemHandler.class)
public class WebConfiguration {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  @Bean
  SharedSecret sharedSecret(WebProperties properties) {
    return SharedSecret.of(properties);
  }

  @Bean
  ServiceTokens serviceTokens(
      SharedSecret secret, @Value("${spring.application.name}") String service) {
    return new ServiceTokens(secret, service, Clock.systemUTC());
  }

  @Bean
  OpenPaths openPaths(WebProperties properties) {
    return new OpenPaths(properties.openPaths());
  }

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  FilterRegistrationBean<RequestIdFilter> requestIds() {
    FilterRegistrationBean<RequestIdFilter> registration =
        new FilterRegistrationBean<>(new RequestIdFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /** Before tokens are checked. */
  @Bean
  FilterRegistrationBean<TraceFilter> traceFilter(Traces traces) {
    FilterRegistrationBean<TraceFilter> registration =
        new FilterRegistrationBean<>(new TraceFilter(traces));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /**
   * Calls between our services: with a token and the trace of ours, and never waiting without a
   * limit.
   */
  @Bean
  RestClient.Builder serviceClient(
      ServiceTokens tokens,
      Traces traces,
      @Value("${modelwright.service-timeout:15s}") Duration timeout) {
    var http =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(timeout);
    return RestClient.builder()
        .requestFactory(requests)
        .requestInterceptor((request, body, call) -> {
          request.getHeaders().set(HttpHeaders.AUTHORIZATION, tokens.authorization());
          traces.headers().forEach(request.getHeaders()::set);
          return call.execute(request, body);
        });
  }
}
