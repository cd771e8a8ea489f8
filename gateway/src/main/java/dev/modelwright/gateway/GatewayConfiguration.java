package dev.modelwright.gateway;

import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.wiring.ArtifactsConfiguration;
import dev.modelwright.gateway.account.AccountChanges;
import dev.modelwright.gateway.account.AccountExistence;
import dev.modelwright.gateway.account.web.AccountUrlsResolver;
import dev.modelwright.gateway.account.web.ApiVersions;
import dev.modelwright.gateway.blob.BlobUrls;
import dev.modelwright.gateway.blob.SharedKey;
import dev.modelwright.gateway.blob.StorageAccounts;
import dev.modelwright.gateway.blob.UploadedBlobs;
import dev.modelwright.gateway.blob.http.HttpStorageAccounts;
import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.catalog.SkipTokens;
import dev.modelwright.gateway.catalog.http.HttpCatalog;
import dev.modelwright.gateway.catalog.web.ConditionalReads;
import dev.modelwright.gateway.catalog.web.Lists;
import dev.modelwright.gateway.document.web.DocumentPage;
import dev.modelwright.gateway.environment.EnvironmentChanges;
import dev.modelwright.gateway.environment.EnvironmentKeys;
import dev.modelwright.gateway.environment.http.HttpEnvironmentKeys;
import dev.modelwright.gateway.event.EventFollower;
import dev.modelwright.gateway.event.LiveFacts;
import dev.modelwright.gateway.event.messaging.KafkaFactLog;
import dev.modelwright.gateway.exchange.Exchange;
import dev.modelwright.gateway.exchange.Facts;
import dev.modelwright.gateway.exchange.Rejections;
import dev.modelwright.gateway.exchange.Requests;
import dev.modelwright.gateway.exchange.messaging.KafkaFacts;
import dev.modelwright.gateway.exchange.messaging.StreamRequests;
import dev.modelwright.gateway.image.BuildEnds;
import dev.modelwright.gateway.log.BuildLogs;
import dev.modelwright.gateway.log.LogFollower;
import dev.modelwright.gateway.model.ModelRemover;
import dev.modelwright.gateway.origin.web.Origins;
import dev.modelwright.gateway.owner.http.OwnerClient;
import dev.modelwright.gateway.problem.web.ProblemValve;
import dev.modelwright.gateway.provider.web.ResourceManagerVersions;
import dev.modelwright.gateway.resource.Resources;
import dev.modelwright.gateway.resource.http.HttpResources;
import dev.modelwright.gateway.resource.web.ResourceLists;
import dev.modelwright.gateway.upload.AbandonedUploads;
import dev.modelwright.gateway.upload.UploadLimits;
import dev.modelwright.gateway.upload.UploadStores;
import dev.modelwright.gateway.upload.http.HttpUploadStores;
import dev.modelwright.messaging.Events;
import dev.modelwright.messaging.MessagingConfiguration;
import dev.modelwright.messaging.MessagingProperties;
import dev.modelwright.messaging.TopicProvisioner;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Environment;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.web.SharedSecret;
import dev.modelwright.web.WebConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.web.client.RestClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;

/** Wires the gateway. */
@Configuration(proxyBeanMethods = false)
@Import({ArtifactsConfiguration.class, MessagingConfiguration.class, WebConfiguration.class})
@EnableConfigurationProperties({
  GatewayProperties.class,
  ServiceProperties.class,
  UploadProperties.class,
  EventProperties.class
})
class GatewayConfiguration implements WebMvcConfigurer {

  private static final Duration HOUSEKEEPING_PAUSE = Duration.ofHours(1);

  private final GatewayProperties properties;
  private final Origins origins;
  private final ObjectProvider<AccountExistence> existence;

  /**
   * @param existence made after this
   */
  GatewayConfiguration(GatewayProperties properties, ObjectProvider<AccountExistence> existence) {
    this.properties = properties;
    this.origins = new Origins(properties.publicUrl());
    this.existence = existence;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(
        new AccountUrlsResolver(origins, account -> existence.getObject().require(account)));
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors
        .addInterceptor(new ResourceManagerVersions())
        .addPathPatterns("/subscriptions/**", "/providers/**", "/accounts/**", "/environments/**");
    interceptors.addInterceptor(new ApiVersions());
  }

  /** The original's clients spell {@code resourceGroups} and {@code resourcegroups}. */
  @Override
  public void configurePathMatch(PathMatchConfigurer paths) {
    PathPatternParser parser = new PathPatternParser();
    parser.setCaseSensitive(false);
    paths.setPatternParser(parser);
  }

  @Bean
  DocumentPage documentPage() {
    return new DocumentPage();
  }

  @Bean
  Origins origins() {
    return origins;
  }

  @Bean
  RequestBodies requestBodies() {
    return new RequestBodies(properties.maxBodySize(), properties.bodyTimeout());
  }

  @Bean
  Rejections rejections() {
    return new Rejections();
  }

  @Bean
  Facts facts(Rejections rejections) {
    return new Facts(rejections);
  }

  @Bean
  LiveFacts liveFacts() {
    return new LiveFacts();
  }

  /** Followers of logs and events and waiting requests would hold up a graceful stop. */
  @Bean
  ApplicationListener<ContextClosedEvent> endOfWaiting(
      Facts facts, LiveFacts live, ApplicationContext context) {
    return closed -> {
      if (closed.getApplicationContext() == context) {
        facts.close();
        live.close();
      }
    };
  }

  /** Requests that Tomcat refuses reach no filter and no controller of ours. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(JsonMapper json) {
    return factory ->
        factory.addContextCustomizers(
            tomcat -> tomcat.getParent().getPipeline().addValve(new ProblemValve(json)));
  }

  /** Made after the topics, and before the web server takes requests. */
  @Bean
  KafkaFacts kafkaFacts(
      TopicProvisioner topics,
      MessagingProperties kafka,
      CloudEvents cloudEvents,
      Facts facts,
      LiveFacts live) {
    return KafkaFacts.start(kafka.connection(), kafka.startTimeout(), cloudEvents, facts, live);
  }

  @Bean
  EventFollower eventFollower(
      MessagingProperties kafka, CloudEvents cloudEvents, LiveFacts live, EventProperties events) {
    return new EventFollower(
        new KafkaFactLog(kafka.connection(), cloudEvents),
        live,
        events.maxStreams(),
        events.heartbeat());
  }

  @Bean
  Requests requests(Events events) {
    return new StreamRequests(events);
  }

  @Bean
  Exchange exchange(Requests requests, Facts facts) {
    return new Exchange(requests, facts, properties.answerTimeout());
  }

  @Bean
  Catalog<Model> models(ServiceProperties services, RestClient.Builder serviceClient) {
    return new HttpCatalog<>(
        serviceClient.clone().baseUrl(services.registryService().url()).build(),
        "registry-service",
        "models",
        Model.class);
  }

  @Bean
  Catalog<Manifest> manifests(ServiceProperties services, RestClient.Builder serviceClient) {
    return new HttpCatalog<>(
        serviceClient.clone().baseUrl(services.manifestService().url()).build(),
        "manifest-service",
        "manifests",
        Manifest.class);
  }

  @Bean
  Catalog<Image> images(ServiceProperties services, RestClient.Builder serviceClient) {
    return new HttpCatalog<>(
        serviceClient.clone().baseUrl(services.manifestService().url()).build(),
        "manifest-service",
        "images",
        Image.class);
  }

  @Bean
  Resources<ModelManagementAccount, AccountChanges> accounts(
      ServiceProperties services, RestClient.Builder serviceClient) {
    return new HttpResources<>(
        new OwnerClient(
            serviceClient.clone().baseUrl(services.registryService().url()).build(),
            "registry-service"),
        "accounts",
        ModelManagementAccount.class);
  }

  @Bean
  AccountExistence accountExistence(Resources<ModelManagementAccount, AccountChanges> accounts) {
    return new AccountExistence(accounts);
  }

  @Bean
  OwnerClient environmentOwner(ServiceProperties services, RestClient.Builder serviceClient) {
    return new OwnerClient(
        serviceClient.clone().baseUrl(services.manifestService().url()).build(),
        "manifest-service");
  }

  @Bean
  Resources<Environment, EnvironmentChanges> environments(OwnerClient environmentOwner) {
    return new HttpResources<>(environmentOwner, "environments", Environment.class);
  }

  @Bean
  EnvironmentKeys environmentKeys(OwnerClient environmentOwner) {
    return new HttpEnvironmentKeys(environmentOwner);
  }

  @Bean
  StorageAccounts storageAccounts(OwnerClient environmentOwner) {
    return new HttpStorageAccounts(environmentOwner);
  }

  @Bean
  UploadStores uploadStores(OwnerClient environmentOwner, ArtifactStores stores) {
    return new HttpUploadStores(environmentOwner, stores);
  }

  @Bean
  SharedKey sharedKey(StorageAccounts accounts) {
    return new SharedKey(accounts, Clock.systemUTC());
  }

  @Bean
  UploadedBlobs uploadedBlobs(Artifacts artifacts) {
    return new UploadedBlobs(artifacts);
  }

  @Bean
  BlobUrls blobUrls(StorageAccounts accounts, UploadedBlobs blobs, Artifacts artifacts) {
    return new BlobUrls(accounts, blobs, artifacts, Clock.systemUTC());
  }

  @Bean
  ModelRemover modelRemover(Catalog<Model> models, Catalog<Manifest> manifests) {
    return new ModelRemover(models, manifests);
  }

  @Bean
  Lists lists(SharedSecret secret) {
    return new Lists(new SkipTokens(secret.key(SkipTokens.PURPOSE, SkipTokens.ALGORITHM)));
  }

  @Bean
  ResourceLists resourceLists(Lists lists, Origins origins) {
    return new ResourceLists(lists, origins);
  }

  @Bean
  FilterRegistrationBean<ConditionalReads> conditionalReads() {
    return new FilterRegistrationBean<>(new ConditionalReads());
  }

  @Bean
  BuildEnds buildEnds(Catalog<Image> images, Facts facts) {
    return new BuildEnds(images, facts);
  }

  @Bean
  UploadLimits uploadLimits(UploadProperties uploads) {
    return uploads.limits();
  }

  @Bean
  SimpleAsyncTaskScheduler housekeeping(Artifacts artifacts, UploadLimits limits) {
    AbandonedUploads uploads = new AbandonedUploads(artifacts, limits, Clock.systemUTC());
    SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
    scheduler.setVirtualThreads(true);
    scheduler.scheduleWithFixedDelay(uploads::sweep, HOUSEKEEPING_PAUSE);
    return scheduler;
  }

  @Bean
  BuildLogs buildLogs(Artifacts artifacts) {
    return new BuildLogs(artifacts);
  }

  @Bean
  LogFollower logFollower(BuildLogs logs, BuildEnds ends, Facts facts) {
    return new LogFollower(logs, ends, facts);
  }
}
