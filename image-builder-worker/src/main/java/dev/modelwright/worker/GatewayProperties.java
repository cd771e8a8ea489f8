package dev.modelwright.worker;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The gateway.
 *
 * @param publicUrl where users read build logs
 */
@Validated
@ConfigurationProperties("modelwright.gateway")
record GatewayProperties(@NotNull @DefaultValue("http://127.0.0.1:8080") URI publicUrl) {}
