package dev.modelwright.messaging;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Kafka as all services use it.
 *
 * @param bootstrapServers {@code host:port}, comma separated
 * @param securityProtocol as Kafka's clients have it: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
 * @param saslMechanism as Kafka's clients have it
 * @param saslJaasConfig as Kafka's clients have it: the login of the services
 * @param publisher a user for programs that publish requests without REST
 * @param partitions of the request and fact topics when we create them
 * @param retention how long our topics keep records
 * @param startTimeout how long a start waits for a broker
 */
@ConfigurationProperties("modelwright.kafka")
public record MessagingProperties(
    @DefaultValue("127.0.0.1:9092") String bootstrapServers,
    @DefaultValue("PLAINTEXT") String securityProtocol,
    @DefaultValue("SCRAM-SHA-512") String saslMechanism,
    @DefaultValue("") String saslJaasConfig,
    @DefaultValue Publisher publisher,
    @DefaultValue("4") int partitions,
    @DefaultValue("30d") Duration retention,
    @DefaultValue("60s") Duration startTimeout) {

  /**
   * Made on the broker, by SCRAM-SHA-512, when it has a password.
   *
   * @param username name of the user
   * @param password of the user
   */
  public record Publisher(@DefaultValue("publisher") String username, String password) {

    Optional<PublisherAccess> access() {
      return password == null || password.isBlank()
          ? Optional.empty()
          : Optional.of(new PublisherAccess(username, password));
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Publisher[%s]".formatted(username);
    }
  }

  /** Brokers that ask nobody who they are. */
  public static MessagingProperties open(
      String bootstrapServers, int partitions, Duration retention, Duration startTimeout) {
    KafkaConnection kafka = KafkaConnection.open(bootstrapServers);
    return new MessagingProperties(
        bootstrapServers,
        kafka.securityProtocol(),
        kafka.saslMechanism(),
        kafka.saslJaasConfig(),
        new Publisher("publisher", null),
        partitions,
        retention,
        startTimeout);
  }

  public KafkaConnection connection() {
    return new KafkaConnection(bootstrapServers, securityProtocol, saslMechanism, saslJaasConfig);
  }

  /** Without the login. */
  @Override
  public String toString() {
    return "MessagingProperties[%s]".formatted(connection());
  }
}
