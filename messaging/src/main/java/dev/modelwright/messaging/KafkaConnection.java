package dev.modelwright.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * How a client of Kafka reaches the brokers and shows who it is.
 *
 * @param bootstrapServers {@code host:port}, comma separated
 * @param securityProtocol one of Kafka's
 * @param saslMechanism one of Kafka's, for the SASL protocols
 * @param saslJaasConfig the login, for the SASL protocols; else empty
 */
public record KafkaConnection(
    String bootstrapServers, String securityProtocol, String saslMechanism, String saslJaasConfig) {

  private static final String PLAINTEXT = "PLAINTEXT";

  public KafkaConnection {
    if (securityProtocol.startsWith("SASL_") && saslJaasConfig.isBlank()) {
      throw new IllegalArgumentException(
          "modelwright.kafka.security-protocol is %s, and there is no login. Set modelwright.kafka.sasl-jaas-config, such as: org.apache.kafka.common.security.scram.ScramLoginModule required username=\"modelwright\" password=\"…\";"
              .formatted(securityProtocol));
    }
  }

  /** Brokers that ask nobody who they are. */
  public static KafkaConnection open(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, PLAINTEXT, "", "");
  }

  /** The settings of a client: these, and its own. */
  public Map<String, Object> with(Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(own);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, securityProtocol);
    if (!saslJaasConfig.isBlank()) {
      settings.put(SaslConfigs.SASL_MECHANISM, saslMechanism);
      settings.put(SaslConfigs.SASL_JAAS_CONFIG, saslJaasConfig);
    }
    return settings;
  }

  /** Without the login. */
  @Override
  public String toString() {
    return "%s (%s)".formatted(bootstrapServers, securityProtocol);
  }
}
