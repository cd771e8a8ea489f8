package dev.modelwright.artifacts.wiring;

import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.artifacts.azure.AzureArtifacts;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the artifact stores that the settings name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ArtifactProperties.class, ArchiveProperties.class})
public class ArtifactsConfiguration {

  @Bean
  ArtifactStores artifacts(ArtifactProperties properties) {
    Map<StoreName, Artifacts> stores = new HashMap<>();
    properties.named().forEach((name, store) -> stores.put(name, store(properties, name, store)));
    return new ArtifactStores(stores);
  }

  private static Artifacts store(
      ArtifactProperties properties, StoreName name, ArtifactProperties.Store store) {
    Clock clock = Clock.systemUTC();
    ArtifactProperties.Azure azure = store.azure();
    if (azure.hasKey()) {
      return AzureArtifacts.withKey(
          name,
          azure.connectionString(),
          azure.container(),
          properties.passage(name, azure),
          clock);
    }
    if (azure.endpoint() != null) {
      return AzureArtifacts.withIdentity(
          name,
          azure.endpoint(),
          azure.container(),
          new DefaultAzureCredentialBuilder().build(),
          clock);
    }
    return new DirectoryArtifacts(name, store.directory(), properties.publicUrl(), clock);
  }

  @Bean
  ArchiveLimits archiveLimits(ArchiveProperties properties) {
    return properties.limits();
  }
}
