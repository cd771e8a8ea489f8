package dev.modelwright.artifacts.wiring;

import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.ContentPinner;
import dev.modelwright.artifacts.RemoteContent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires what pins the content of clients' URLs, for services that take such URLs. */
@Configuration(proxyBeanMethods = false)
@Import(ArtifactsConfiguration.class)
@EnableConfigurationProperties(FetchProperties.class)
public class FetchConfiguration {

  @Bean
  RemoteContent remoteContent(FetchProperties properties) {
    return new RemoteContent(properties.limits());
  }

  @Bean
  ContentPinner contentPinner(
      Artifacts artifacts, RemoteContent remoteContent, ArchiveLimits archiveLimits) {
    return new ContentPinner(artifacts, remoteContent, archiveLimits);
  }
}
