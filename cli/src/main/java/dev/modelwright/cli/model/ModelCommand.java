package dev.modelwright.cli.model;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code model}. */
@Command(
    name = "model",
    description = "Register models and look at them.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright model register -m housing.model -n housing.model -t prices")
public final class ModelCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
