package dev.modelwright.manifests;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.ContentPinner;
import dev.modelwright.artifacts.wiring.FetchConfiguration;
import dev.modelwright.distribution.http.PushTrial;
import dev.modelwright.distribution.wiring.ContainerRegistryProperties;
import dev.modelwright.distribution.wiring.SecretsProperties;
import dev.modelwright.manifests.environment.EnvironmentChoice;
import dev.modelwright.manifests.environment.EnvironmentDirectory;
import dev.modelwright.manifests.environment.mongodb.MongoComputeEnvironments;
import dev.modelwright.manifests.image.ImageCanceller;
import dev.modelwright.manifests.image.ImageOrders;
import dev.modelwright.manifests.image.ImageProgress;
import dev.modelwright.manifests.image.ImageRemover;
import dev.modelwright.manifests.image.Images;
import dev.modelwright.manifests.image.ImagesOfEnvironments;
import dev.modelwright.manifests.image.ImagesOfManifests;
import dev.modelwright.manifests.image.content.ArtifactCancellations;
import dev.modelwright.manifests.image.messaging.ImageFactConsumer;
import dev.modelwright.manifests.image.messaging.ImageRequestConsumer;
import dev.modelwright.manifests.image.messaging.StreamImageEvents;
import dev.modelwright.manifests.image.messaging.UnfinishedOrders;
import dev.modelwright.manifests.image.mongodb.MongoImages;
import dev.modelwright.manifests.image.telemetry.QueueMeters;
import dev.modelwright.manifests.manifest.ManifestComposer;
import dev.modelwright.manifests.manifest.ManifestRemover;
import dev.modelwright.manifests.manifest.Manifests;
import dev.modelwright.manifests.manifest.RegisteredAccounts;
import dev.modelwright.manifests.manifest.content.PinnedContents;
import dev.modelwright.manifests.manifest.http.HttpRegisteredAccounts;
import dev.modelwright.manifests.manifest.http.HttpRegisteredModels;
import dev.modelwright.manifests.manifest.messaging.ManifestRequestConsumer;
import dev.modelwright.manifests.manifest.messaging.StreamManifestEvents;
import dev.modelwright.manifests.manifest.mongodb.MongoManifests;
import dev.modelwright.messaging.Events;
import dev.modelwright.messaging.MessagingConfiguration;
import dev.modelwright.messaging.MessagingProperties;
import dev.modelwright.web.ServiceCallsConfiguration;
import dev.modelwright.web.WebConfiguration;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires the manifest-service. */
@Configuration(proxyBeanMethods = false)
@Import({
  FetchConfiguration.class,
  MessagingConfiguration.class,
  WebConfiguration.class,
  ServiceCallsConfiguration.class
})
@EnableConfigurationProperties({
  ContainerRegistryProperties.class,
  MongoProperties.class,
  SecretsProperties.class,
  ServiceProperties.class
})
class ManifestServiceConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  MongoClient mongoClient(MongoProperties properties) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(properties.uri()))
            .timeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .build());
  }

  @Bean
  MongoDatabase mongoDatabase(MongoClient client, MongoProperties properties) {
    return client.getDatabase(properties.database());
  }

  @Bean
  Manifests manifests(MongoDatabase database, JsonMapper json) {
    return new MongoManifests(database, json);
  }

  @Bean
  Images images(MongoDatabase database, JsonMapper json) {
    return new MongoImages(database, json);
  }

  @Bean
  UnfinishedOrders unfinishedOrders(MessagingProperties kafka) {
    return new UnfinishedOrders(kafka.connection());
  }

  /** Bound when the registry is there; nothing is looked up before somebody asks. */
  @Bean
  MeterBinder queueMeters(Images images, UnfinishedOrders unfinished, Clock clock) {
    return meters -> QueueMeters.register(meters, images, unfinished::count, clock);
  }

  @Bean
  RestClient registryService(ServiceProperties services, RestClient.Builder serviceClient) {
    return serviceClient.clone().baseUrl(services.url()).build();
  }

  @Bean
  RegisteredAccounts registeredAccounts(RestClient registryService) {
    return new HttpRegisteredAccounts(registryService);
  }

  @Bean
  EnvironmentDirectory environmentDirectory(
      MongoDatabase database,
      JsonMapper json,
      ContainerRegistryProperties containerRegistry,
      SecretsProperties secrets,
      ArtifactStores stores,
      Images images,
      Clock clock) {
    return new EnvironmentDirectory(
        new MongoComputeEnvironments(database, json),
        containerRegistry.access(),
        PushTrial::run,
        stores,
        new ImagesOfEnvironments(images),
        secrets.requiredSeal(),
        clock);
  }

  @Bean
  EnvironmentChoice environmentChoice(EnvironmentDirectory environments) {
    return new EnvironmentChoice(environments);
  }

  @Bean
  ManifestComposer manifestComposer(
      RegisteredAccounts accounts,
      Manifests manifests,
      Artifacts artifacts,
      ContentPinner pinner,
      ArchiveLimits archiveLimits,
      RestClient registryService,
      Events events,
      Clock clock) {
    return new ManifestComposer(
        accounts,
        new HttpRegisteredModels(registryService),
        new PinnedContents(pinner, artifacts, archiveLimits),
        manifests,
        new StreamManifestEvents(events),
        clock);
  }

  @Bean
  ImageOrders imageOrders(
      RegisteredAccounts accounts,
      EnvironmentChoice environments,
      Manifests manifests,
      Images images,
      Events events,
      Clock clock) {
    return new ImageOrders(
        accounts, environments, manifests, images, new StreamImageEvents(events), clock);
  }

  @Bean
  ManifestRemover manifestRemover(Manifests manifests, Images images, Events events, Clock clock) {
    return new ManifestRemover(
        manifests, new ImagesOfManifests(images), new StreamManifestEvents(events), clock);
  }

  @Bean
  ImageCanceller imageCanceller(Images images, Artifacts artifacts, Events events, Clock clock) {
    return new ImageCanceller(
        images, new ArtifactCancellations(artifacts), new StreamImageEvents(events), clock);
  }

  @Bean
  ImageRemover imageRemover(Images images, Events events, Clock clock) {
    return new ImageRemover(images, new StreamImageEvents(events), clock);
  }

  @Bean
  Consumer<Message<List<byte[]>>> manifestRequests(Events events, ManifestComposer composer) {
    return ManifestRequestConsumer.of(events, composer);
  }

  @Bean
  Consumer<Message<List<byte[]>>> imageRequests(
      Events events, ImageOrders orders, ImageCanceller canceller) {
    return ImageRequestConsumer.of(events, orders, canceller);
  }

  @Bean
  Consumer<Message<List<byte[]>>> imageFacts(Events events, Images images) {
    return ImageFactConsumer.of(events, new ImageProgress(images));
  }
}
