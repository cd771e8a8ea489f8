package dev.modelwright.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Streams of facts.
 *
 * @param maxStreams how many this gateway has open at once
 * @param heartbeat how long a stream is silent at most
 */
@ConfigurationProperties("modelwright.events")
record EventProperties(
    @DefaultValue("200") int maxStreams, @DefaultValue("10s") Duration heartbeat) {}
