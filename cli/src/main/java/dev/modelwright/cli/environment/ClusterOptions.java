package dev.modelwright.cli.environment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * The original's options about its cluster and its storage. Scripts give them; images need neither,
 * so they change nothing.
 */
final class ClusterOptions {

  private static final String IGNORED = "Of the original's cluster; changes nothing here.";

  @Option(
      names = {"-c", "--cluster"},
      description = IGNORED)
  private boolean cluster;

  @Option(
      names = {"-z", "--agent-count"},
      paramLabel = "N",
      description = IGNORED)
  private Integer agents;

  @Option(
      names = {"-m", "--master-count"},
      paramLabel = "N",
      description = IGNORED)
  private Integer masters;

  @Option(
      names = {"-a", "--service-principal-app-id"},
      paramLabel = "ID",
      description = IGNORED)
  private String principal;

  @Option(
      names = {"-p", "--service-principal-password"},
      paramLabel = "SECRET",
      description = IGNORED)
  private String secret;

  @Option(names = "--cert-cname", paramLabel = "NAME", description = IGNORED)
  private String certificateName;

  @Option(names = "--cert-pem", paramLabel = "FILE", description = IGNORED)
  private String certificate;

  @Option(names = "--key-pem", paramLabel = "FILE", description = IGNORED)
  private String key;

  @Option(
      names = {"-s", "--storage"},
      paramLabel = "ID",
      description = "Of the original's storage; files lie where --artifact-store says.")
  private String storage;

  @Option(
      names = {"-y", "--yes"},
      description = "Ask nothing; nothing is asked anyway.")
  private boolean yes;

  /** The options that were given in vain. */
  List<String> given() {
    return Stream.of(
            given("-z", agents),
            given("-m", masters),
            given("-a", principal),
            given("-p", secret),
            given("--cert-cname", certificateName),
            given("--cert-pem", certificate),
            given("--key-pem", key),
            given("-s", storage))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> given(String option, Object value) {
    return value == null ? Optional.empty() : Optional.of(option);
  }
}
