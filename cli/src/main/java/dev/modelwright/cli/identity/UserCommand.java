package dev.modelwright.cli.identity;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code ad user}. */
@Command(
    name = "user",
    description = "Work with users: people who log in with a name and a password.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad user list -o table")
public final class UserCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
