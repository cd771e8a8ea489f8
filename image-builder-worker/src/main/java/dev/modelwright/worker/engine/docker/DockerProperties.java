package dev.modelwright.worker.engine.docker;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the engine is and how long it may take.
 *
 * @param host such as {@code unix:///var/run/docker.sock} or {@code tcp://host:2376}; without it
 *     {@code DOCKER_HOST}, else the current Docker context decides
 * @param responseTimeout for calls that answer at once
 * @param stallTimeout how long a pull may go on without receiving anything
 */
@Validated
@ConfigurationProperties("modelwright.docker")
public record DockerProperties(
    URI host,
    @NotNull @DefaultValue("5s") Duration connectTimeout,
    @NotNull @DefaultValue("60s") Duration responseTimeout,
    @NotNull @DefaultValue("90s") Duration stallTimeout) {}
