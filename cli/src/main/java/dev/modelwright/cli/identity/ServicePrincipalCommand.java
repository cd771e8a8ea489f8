package dev.modelwright.cli.identity;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code ad sp}. */
@Command(
    name = "sp",
    description = "Work with service principals: ids and secrets for programs.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad sp list -o table")
public final class ServicePrincipalCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
