package dev.modelwright.artifacts.wiring;

import dev.modelwright.artifacts.ArchiveLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an archive may expand to.
 *
 * @param maxEntries how many members
 * @param maxExpandedSize of all members together
 * @param maxRatio expanded size over archive size
 */
@ConfigurationProperties("modelwright.archives")
record ArchiveProperties(
    @DefaultValue("100000") int maxEntries,
    @DefaultValue("100GB") DataSize maxExpandedSize,
    @DefaultValue("200") int maxRatio) {

  ArchiveLimits limits() {
    return new ArchiveLimits(maxEntries, maxExpandedSize.toBytes(), maxRatio);
  }
}
