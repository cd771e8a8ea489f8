package dev.modelwright.worker;

import dev.modelwright.messaging.KafkaConnection;
import dev.modelwright.worker.build.RetryPolicy;
import dev.modelwright.worker.build.messaging.QueueSettings;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this worker works.
 *
 * @param name for people; the host's by default
 * @param slots how many builds at the same time
 * @param lock how long a build stays with a worker that died, 15s to 60s
 * @param temporaryDirectory for trees that have to be sorted; the system's by default
 * @param retry what to do when a step fails for a passing cause
 */
@Validated
@ConfigurationProperties("modelwright.worker")
record WorkerProperties(
    String name,
    @DefaultValue("1") int slots,
    @NotNull @DefaultValue("15s") Duration lock,
    @NotNull @DefaultValue("${java.io.tmpdir}") Path temporaryDirectory,
    @NotNull @DefaultValue Retry retry) {

  /**
   * @param limit how many repetitions of a step
   * @param firstPause doubled after every failure
   * @param longestPause never more than this
   */
  record Retry(
      @DefaultValue("5") int limit,
      @NotNull @DefaultValue("1s") Duration firstPause,
      @NotNull @DefaultValue("20s") Duration longestPause) {}

  WorkerProperties {
    name = name == null || name.isBlank() ? hostName() : name;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "worker";
    }
  }

  QueueSettings queue(KafkaConnection kafka) {
    return new QueueSettings(kafka, slots, lock);
  }

  RetryPolicy retryPolicy() {
    return new RetryPolicy(retry.limit(), retry.firstPause(), retry.longestPause());
  }
}
