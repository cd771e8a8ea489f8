package dev.modelwright.cli.identity;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code ad}. */
@Command(
    name = "ad",
    description = "Work with those who may call the server.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad sp create-for-rbac -n nightly --role contributor")
public final class DirectoryCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
