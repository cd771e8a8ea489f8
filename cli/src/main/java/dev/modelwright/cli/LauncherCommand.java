package dev.modelwright.cli;

import dev.modelwright.cli.failure.CommandException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A command of the script {@code ./modelwright}, which needs no Java to be running; listed here for
 * the help.
 */
final class LauncherCommand implements Runnable {

  private final String name;

  private LauncherCommand(String name) {
    this.name = name;
  }

  static List<CommandLine> all() {
    return List.of(
        commandLine("up", "Start the server on this machine."),
        commandLine("down", "Stop the server on this machine and everything it started."),
        commandLine("status", "Tell what runs on this machine."),
        commandLine("logs", "Print the log of the server on this machine."));
  }

  private static CommandLine commandLine(String name, String description) {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(new LauncherCommand(name))
            .name(name)
            .usageMessage(
                new UsageMessageSpec()
                    .description(description)
                    .footer("%nExample:", "  ./modelwright " + name));
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    return new CommandLine(spec);
  }

  @Override
  public void run() {
    throw CommandException.userError(
        "Cannot do '%1$s' from the jar: the script ./modelwright does. Run './modelwright %1$s' in the repository."
            .formatted(name));
  }
}
