package dev.modelwright.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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

  /** With the one command of this name, or with all when there is none. */
  CommandLine withCommand(String name) {
    List<Object> all = commands.get();
    List<Object> named = all.stream().filter(command -> nameOf(command).equals(name)).toList();
    CommandLine line = new CommandLine(itself);
    (named.isEmpty() ? all : named).forEach(line::addSubcommand);
    return line;
  }

  private static String nameOf(Object command) {
    return command instanceof CommandLine line
        ? line.getCommandName()
        : command.getClass().getAnnotation(Command.class).name();
  }

  CommandLine withCommands() {
    CommandLine line = new CommandLine(itself);
    commands.get().forEach(line::addSubcommand);
    return line;
  }
}
