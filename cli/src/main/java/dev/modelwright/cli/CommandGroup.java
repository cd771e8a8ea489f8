package dev.modelwright.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * A group of commands.
 *
 * @param itself what its help says
 * @param commands makes them, which takes longer than running one
 */
record CommandGroup(Object itself, Supplier<List<Object>> commands) {

  /** Enough to be listed. */
  CommandLine alone() {
    return new CommandLine(itself);
  }

  CommandLine withCommands() {
    CommandLine line = new CommandLine(itself);
    commands.get().forEach(line::addSubcommand);
    return line;
  }
}
