package dev.modelwright.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * MongoDB, which keeps service principals and signing keys.
 *
 * @param uri connection string
 * @param database that is ours
 * @param timeout of an operation, the search for a server included
 */
@ConfigurationProperties("modelwright.mongodb")
record MongoProperties(
    @DefaultValue("mongodb://127.0.0.1:27017") String uri,
    @DefaultValue("gateway") String database,
    @DefaultValue("10s") Duration timeout) {}
