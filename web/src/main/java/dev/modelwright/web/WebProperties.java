package dev.modelwright.web;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call us.
 *
 * @param token secret that our services share; when absent, {@code tokenFile} is read
 * @param tokenFile file whose first line is the secret
 * @param openPaths path prefixes that need no token
 */
@ConfigurationProperties("modelwright")
record WebProperties(
    String token,
    Path tokenFile,
    @DefaultValue({"/actuator/health", "/actuator/prometheus"}) List<String> openPaths) {}
