package dev.modelwright.manifests;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The services that this one asks.
 *
 * @param url address of the registry-service
 */
@ConfigurationProperties("modelwright.registry-service")
record ServiceProperties(URI url) {}
