package dev.modelwright.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Kafka as all services use it.
 *
 * @param bootstrapServers {@code host:port}, comma separated
 * @param partitions of the request and fact topics when we create them
 * @param retention how long our topics keep records
 * @param startTimeout how long a start waits for a broker
 */
@ConfigurationProperties("modelwright.kafka")
public record MessagingProperties(
    @DefaultValue("127.0.0.1:9092") String bootstrapServers,
    @DefaultValue("4") int partitions,
    @DefaultValue("30d") Duration retention,
    @DefaultValue("60s") Duration startTimeout) {}
