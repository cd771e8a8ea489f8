package dev.modelwright.gateway;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Addresses of the services that own what is read. */
@ConfigurationProperties("modelwright")
record ServiceProperties(
    @DefaultValue Registry registryService, @DefaultValue Manifests manifestService) {

  /** Owns models. */
  record Registry(@DefaultValue("http://127.0.0.1:8081") URI url) {}

  /** Owns manifests and images. */
  record Manifests(@DefaultValue("http://127.0.0.1:8082") URI url) {}
}
