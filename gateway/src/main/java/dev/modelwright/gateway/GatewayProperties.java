package dev.modelwright.gateway;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The REST surface.
 *
 * @param publicUrl how clients reach it, when not by the host that they name
 * @param answerTimeout how long a request waits for its fact; the original's client gives up after
 *     20 seconds
 * @param maxBodySize of a JSON body
 * @param bodyTimeout how long a client may take to send one
 */
@ConfigurationProperties("modelwright.gateway")
record GatewayProperties(
    URI publicUrl,
    @DefaultValue("15s") Duration answerTimeout,
    @DefaultValue("1MB") DataSize maxBodySize,
    @DefaultValue("30s") Duration bodyTimeout) {}
