package dev.modelwright.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Uploads to the artifact store.
 *
 * @param validity of the URLs that we hand out
 * @param maxSize of one file
 */
@ConfigurationProperties("modelwright.uploads")
public record UploadProperties(
    @DefaultValue("24h") Duration validity, @DefaultValue("50GB") DataSize maxSize) {}
