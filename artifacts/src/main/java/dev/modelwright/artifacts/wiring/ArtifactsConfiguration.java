package dev.modelwright.artifacts.wiring;

import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.azure.AzureArtifacts;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the artifact store that the settings name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ArtifactProperties.class, ArchiveProperties.class})
public class ArtifactsConfiguration {

  @Bean
  Artifacts artifacts(ArtifactProperties properties) {
    Clock clock = Clock.systemUTC();
    ArtifactProperties.Azure azure = properties.azure();
    if (azure.hasKey()) {
      return AzureArtifacts.withKey(
          azure.connectionString(), azure.container(), properties.passage(), clock);
    }
    if (azure.endpoint() != null) {
      return AzureArtifacts.withIdentity(
          azure.endpoint(), azure.container(), new DefaultAzureCredentialBuilder().build(), clock);
    }
    return new DirectoryArtifacts(properties.directory(), properties.publicUrl(), clock);
  }

  @Bean
  ArchiveLimits archiveLimits(ArchiveProperties properties) {
    return properties.limits();
  }
}
