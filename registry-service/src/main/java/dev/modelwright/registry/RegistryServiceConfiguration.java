package dev.modelwright.registry;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.modelwright.artifacts.ContentPinner;
import dev.modelwright.artifacts.wiring.FetchConfiguration;
import dev.modelwright.messaging.Events;
import dev.modelwright.messaging.MessagingConfiguration;
import dev.modelwright.registry.account.AccountDirectory;
import dev.modelwright.registry.account.mongodb.MongoAccounts;
import dev.modelwright.registry.model.ModelContents;
import dev.modelwright.registry.model.ModelRegistry;
import dev.modelwright.registry.model.Models;
import dev.modelwright.registry.model.messaging.ModelRequestConsumer;
import dev.modelwright.registry.model.messaging.StreamModelEvents;
import dev.modelwright.registry.model.mongodb.MongoHealthIndicator;
import dev.modelwright.registry.model.mongodb.MongoModels;
import dev.modelwright.web.ServiceCallsConfiguration;
import dev.modelwright.web.WebConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;

/** Wires the registry-service. */
@Configuration(proxyBeanMethods = false)
@Import({
  FetchConfiguration.class,
  MessagingConfiguration.class,
  WebConfiguration.class,
  ServiceCallsConfiguration.class
})
@EnableConfigurationProperties({MongoProperties.class})
class RegistryServiceConfiguration {

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
  Models models(MongoClient client, MongoProperties properties) {
    return new MongoModels(client.getDatabase(properties.database()));
  }

  @Bean
  HealthIndicator mongodb(MongoClient client, MongoProperties properties) {
    return new MongoHealthIndicator(client.getDatabase(properties.database()));
  }

  @Bean
  AccountDirectory accounts(
      MongoClient client, MongoProperties properties, Models models, Clock clock) {
    return new AccountDirectory(
        new MongoAccounts(client.getDatabase(properties.database())),
        new ModelContents(models),
        clock);
  }

  @Bean
  ModelRegistry modelRegistry(
      AccountDirectory accounts, Models models, ContentPinner pinner, Events events, Clock clock) {
    return new ModelRegistry(accounts, models, pinner, new StreamModelEvents(events), clock);
  }

  @Bean
  Consumer<Message<List<byte[]>>> modelRequests(Events events, ModelRegistry registry) {
    return ModelRequestConsumer.of(events, registry);
  }
}
