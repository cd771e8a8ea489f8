package dev.modelwright.worker;

import dev.modelwright.worker.engine.Limits;
import dev.modelwright.worker.verification.VerificationSettings;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How images are tried before they get their tag.
 *
 * @param memory of the container
 * @param cpus of the container
 * @param processes of the container, threads included
 * @param timeout from its start to its answer
 * @param keptImages how many verified images stay in the engine, for their layers
 */
@Validated
@ConfigurationProperties("modelwright.verification")
record VerificationProperties(
    @NotNull @DefaultValue("4GB") DataSize memory,
    @DefaultValue("2") double cpus,
    @DefaultValue("1024") long processes,
    @NotNull @DefaultValue("5m") Duration timeout,
    @DefaultValue("10") int keptImages) {

  VerificationSettings settings() {
    return new VerificationSettings(new Limits(memory.toBytes(), cpus, processes), timeout);
  }
}
