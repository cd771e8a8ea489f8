package dev.modelwright.gateway;

import dev.modelwright.gateway.upload.UploadLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Uploads to the artifact store.
 *
 * @param validity of the URLs that we hand out
 * @param maxSize of one file
 * @param keptFor how long a file stays that nobody registers
 */
@ConfigurationProperties("modelwright.uploads")
record UploadProperties(
    @DefaultValue("24h") Duration validity,
    @DefaultValue("50GB") DataSize maxSize,
    @DefaultValue("30d") Duration keptFor) {

  UploadLimits limits() {
    return new UploadLimits(validity, maxSize.toBytes(), keptFor);
  }
}
