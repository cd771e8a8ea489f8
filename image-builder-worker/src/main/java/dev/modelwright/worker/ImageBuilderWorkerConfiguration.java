package dev.modelwright.worker;

import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.messaging.MessagingProperties;
import dev.modelwright.messaging.TopicProvisioner;
import dev.modelwright.worker.build.BuildEvents;
import dev.modelwright.worker.build.BuildLogs;
import dev.modelwright.worker.build.ImageBuilder;
import dev.modelwright.worker.build.ImageBuilder.Workshop;
import dev.modelwright.worker.build.log.ArtifactBuildLogs;
import dev.modelwright.worker.build.messaging.BuildWorkers;
import dev.modelwright.worker.build.messaging.KafkaBuildEvents;
import dev.modelwright.worker.distribution.ContainerRegistry;
import dev.modelwright.worker.distribution.http.ContainerRegistryProperties;
import dev.modelwright.worker.distribution.http.HttpContainerRegistry;
import dev.modelwright.worker.engine.docker.DockerEngine;
import dev.modelwright.worker.engine.docker.DockerProperties;
import dev.modelwright.worker.environment.Environments;
import dev.modelwright.worker.image.ImageAssembler;
import dev.modelwright.worker.image.Images;
import dev.modelwright.worker.image.PartLayers;
import dev.modelwright.worker.layer.LayerContents;
import dev.modelwright.worker.layer.LayerWriter;
import dev.modelwright.worker.layer.Layers;
import dev.modelwright.worker.runtime.ServingRuntimes;
import dev.modelwright.worker.verification.Verifier;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the image-builder-worker. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  ArtifactProperties.class,
  ArchiveProperties.class,
  CondaProperties.class,
  ContainerRegistryProperties.class,
  DockerProperties.class,
  EnvironmentProperties.class,
  GatewayProperties.class,
  MessagingProperties.class,
  RuntimesProperties.class,
  VerificationProperties.class,
  WorkerProperties.class
})
class ImageBuilderWorkerConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Artifacts artifacts(ArtifactProperties properties, Clock clock) {
    return new DirectoryArtifacts(properties.directory(), properties.publicUrl(), clock);
  }

  @Bean
  ContainerRegistry containerRegistry(ContainerRegistryProperties properties) {
    return new HttpContainerRegistry(properties);
  }

  @Bean
  DockerEngine engine(DockerProperties properties, ContainerRegistryProperties registry) {
    return new DockerEngine(properties, registry.username(), registry.password());
  }

  /** Without its engine a worker can do nothing: say so where operators look. */
  @Bean
  HealthIndicator engineHealthIndicator(DockerEngine engine) {
    return () -> Health.up().withDetail("version", engine.version()).build();
  }

  @Bean
  Layers layers(ContainerRegistry registry) {
    return new Layers(registry, new LayerWriter(registry));
  }

  @Bean
  LayerContents layerContents(
      Artifacts artifacts, ArchiveProperties archives, WorkerProperties worker) {
    return new LayerContents(artifacts, archives.limits(), worker.temporaryDirectory());
  }

  @Bean
  Images images(ContainerRegistry registry) {
    return new Images(registry);
  }

  @Bean
  ServingRuntimes servingRuntimes(RuntimesProperties properties, Layers layers, Images images) {
    return new ServingRuntimes(properties.directory(), layers, images);
  }

  @Bean
  Environments environments(
      DockerEngine engine,
      ContainerRegistryProperties registry,
      EnvironmentProperties properties,
      CondaProperties conda,
      Artifacts artifacts,
      Layers layers,
      LayerContents contents,
      Images images,
      Clock clock) {
    return new Environments(
        engine,
        registry.publicAddress(),
        properties.settings(conda.mapToPypi()),
        artifacts,
        layers,
        contents,
        images,
        clock);
  }

  @Bean
  KafkaBuildEvents buildEvents(
      MessagingProperties kafka, WorkerProperties worker, GatewayProperties gateway, Clock clock) {
    return new KafkaBuildEvents(
        kafka.bootstrapServers(), worker.name(), gateway.publicUrl(), clock);
  }

  @Bean
  BuildLogs buildLogs(Artifacts artifacts, Clock clock) {
    return new ArtifactBuildLogs(artifacts, clock);
  }

  @Bean
  ImageBuilder imageBuilder(
      WorkerProperties worker,
      VerificationProperties verification,
      ContainerRegistryProperties registry,
      DockerEngine engine,
      ServingRuntimes runtimes,
      Environments environments,
      Layers layers,
      LayerContents contents,
      Images images,
      BuildLogs logs,
      BuildEvents events,
      Clock clock) {
    Workshop workshop =
        new Workshop(
            worker.name(),
            registry.publicAddress(),
            engine,
            runtimes,
            environments,
            new PartLayers(layers, contents),
            new ImageAssembler(layers, images),
            images,
            new Verifier(engine, verification.settings(), clock));
    return new ImageBuilder(workshop, logs, events, worker.retryPolicy(), clock);
  }

  @Bean
  BuildWorkers buildWorkers(
      WorkerProperties worker, MessagingProperties kafka, ImageBuilder builder, Clock clock) {
    return new BuildWorkers(
        worker.queue(kafka.bootstrapServers()),
        new TopicProvisioner(kafka.bootstrapServers(), kafka),
        builder,
        clock);
  }
}
