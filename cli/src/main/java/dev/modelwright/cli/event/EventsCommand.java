package dev.modelwright.cli.event;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code events}. */
@Command(
    name = "events",
    description = "Follow what happens in the account.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  modelwright events tail")
public final class EventsCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
