package dev.modelwright.worker;

import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.wiring.ArtifactsConfiguration;
import dev.modelwright.distribution.wiring.ContainerRegistryProperties;
import dev.modelwright.distribution.wiring.SecretsProperties;
import dev.modelwright.messaging.MessagingProperties;
import dev.modelwright.messaging.TopicProvisioner;
import dev.modelwright.telemetry.TelemetryConfiguration;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.BuildEvents;
import dev.modelwright.worker.build.BuildLogs;
import dev.modelwright.worker.build.BuildObserver;
import dev.modelwright.worker.build.Cancellations;
import dev.modelwright.worker.build.ImageBuilder;
import dev.modelwright.worker.build.KeptWorkshops;
import dev.modelwright.worker.build.Workshops;
import dev.modelwright.worker.build.cancellation.ArtifactCancellations;
import dev.modelwright.worker.build.log.ArtifactBuildLogs;
import dev.modelwright.worker.build.messaging.BuildWorkers;
import dev.modelwright.worker.build.messaging.KafkaBuildEvents;
import dev.modelwright.worker.build.telemetry.MeteredBuilds;
import dev.modelwright.worker.engine.docker.DockerEngine;
import dev.modelwright.worker.engine.docker.DockerProperties;
import dev.modelwright.worker.layer.LayerContents;
import dev.modelwright.worker.verification.RecentImages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the image-builder-worker. */
@Configuration(proxyBeanMethods = false)
@Import({ArtifactsConfiguration.class, TelemetryConfiguration.class})
@EnableConfigurationProperties({
  CondaProperties.class,
  ContainerRegistryProperties.class,
  DockerProperties.class,
  EnvironmentProperties.class,
  GatewayProperties.class,
  MessagingProperties.class,
  RuntimesProperties.class,
  SecretsProperties.class,
  VerificationProperties.class,
  WorkerProperties.class
})
class ImageBuilderWorkerConfiguration {

  @Bean
  Clock clock() {
    // What is kept and shown ends at milliseconds.
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Bean
  DockerEngine engine(DockerProperties properties) {
    return new DockerEngine(properties);
  }

  /** Without its engine a worker can do nothing: say so where operators look. */
  @Bean
  HealthIndicator engineHealthIndicator(DockerEngine engine) {
    return () -> Health.up().withDetail("version", engine.version()).build();
  }

  @Bean
  Workshops workshops(
      DockerEngine engine,
      ContainerRegistryProperties registry,
      SecretsProperties secrets,
      RuntimesProperties runtimes,
      EnvironmentProperties environment,
      CondaProperties conda,
      VerificationProperties verification,
      ArchiveLimits archives,
      WorkerProperties worker,
      Artifacts artifacts,
      Clock clock) {
    return new KeptWorkshops(
        registry.access(),
        secrets.seal(),
        new WorkshopOutfit(
            engine,
            runtimes.directory(),
            environment.settings(conda.mapToPypi()),
            verification.settings(),
            new RecentImages(verification.keptImages()),
            artifacts,
            new LayerContents(artifacts, archives, worker.temporaryDirectory()),
            clock));
  }

  @Bean
  KafkaBuildEvents buildEvents(
      MessagingProperties kafka,
      WorkerProperties worker,
      GatewayProperties gateway,
      Traces traces,
      MeterRegistry meters,
      Clock clock) {
    return new KafkaBuildEvents(
        kafka.connection(), worker.name(), gateway.publicUrl(), traces, meters, clock);
  }

  @Bean
  BuildLogs buildLogs(Artifacts artifacts, Clock clock) {
    return new ArtifactBuildLogs(artifacts, clock);
  }

  @Bean
  Cancellations cancellations(Artifacts artifacts) {
    return new ArtifactCancellations(artifacts);
  }

  @Bean
  BuildObserver buildObserver(MeterRegistry meters, Traces traces, WorkerProperties worker) {
    return new MeteredBuilds(meters, traces, worker.slots());
  }

  @Bean
  ImageBuilder imageBuilder(
      WorkerProperties worker,
      Workshops workshops,
      BuildLogs logs,
      BuildEvents events,
      Cancellations cancellations,
      BuildObserver observer,
      Clock clock) {
    return new ImageBuilder(
        worker.name(),
        workshops,
        logs,
        events,
        cancellations,
        observer,
        worker.retryPolicy(),
        clock);
  }

  @Bean
  BuildWorkers buildWorkers(
      WorkerProperties worker,
      MessagingProperties kafka,
      ImageBuilder builder,
      DockerEngine engine,
      KafkaBuildEvents events,
      Traces traces,
      Clock clock) {
    return new BuildWorkers(
        worker.queue(kafka.connection()),
        new TopicProvisioner(kafka),
        builder,
        engine::version,
        events,
        traces,
        clock);
  }
}
