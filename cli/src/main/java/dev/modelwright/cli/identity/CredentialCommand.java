package dev.modelwright.cli.identity;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code ad sp credential}. */
@Command(
    name = "credential",
    description = "Work with secrets of service principals.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad sp credential reset --id APP_ID")
public final class CredentialCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
