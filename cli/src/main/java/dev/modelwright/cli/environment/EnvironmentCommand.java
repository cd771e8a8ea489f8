package dev.modelwright.cli.environment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code env}. */
@Command(
    name = "env",
    description = "Set up environments, which say where images go, and choose one.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright env setup -n prod -g housing -l eastus2 --acr registry.example.org")
public final class EnvironmentCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
