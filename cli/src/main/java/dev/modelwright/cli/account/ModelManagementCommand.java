package dev.modelwright.cli.account;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code account modelmanagement}. */
@Command(
    name = "modelmanagement",
    description = "Create accounts, which keep models, manifests and images apart, and choose one.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright account modelmanagement create -l eastus2 -n prices -g housing")
public final class ModelManagementCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
