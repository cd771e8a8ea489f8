package dev.modelwright.cli.account;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code account}. */
@Command(
    name = "account",
    description = "Work with accounts.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright account modelmanagement list -o table")
public final class AccountCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
