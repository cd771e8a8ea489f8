package dev.modelwright.worker;

import dev.modelwright.artifacts.ArchiveLimits;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** What an archive may expand to. */
@Validated
@ConfigurationProperties("modelwright.archives")
record ArchiveProperties(
    @DefaultValue("100000") int maxEntries,
    @NotNull @DefaultValue("100GB") DataSize maxExpandedSize,
    @DefaultValue("200") int maxRatio) {

  ArchiveLimits limits() {
    return new ArchiveLimits(maxEntries, maxExpandedSize.toBytes(), maxRatio);
  }
}
