package dev.modelwright.cli;

import dev.modelwright.cli.completion.CompletionCommand;
import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.failure.ExitStatus;
import dev.modelwright.cli.gateway.Pause;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.session.Settings;
import dev.modelwright.cli.terminal.Terminal;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.databind.json.JsonMapper;

/** The {@code modelwright} command. */
@Command(
    name = "modelwright",
    description = "Turns registered machine-learning models into tested, pushed, runnable images.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  MODELWRIGHT_URL    the server's address (http://127.0.0.1:8080)",
      "  MODELWRIGHT_TOKEN  a token for it (that of the login, else MODELWRIGHT_HOME/token)",
      "  MODELWRIGHT_HOME   what the server on this machine keeps (~/.modelwright)",
      "",
      "Example:",
      "  modelwright image create -n housing -m housing.model -f scoring.py -c myconda.yml -r spark-py",
      "",
      "'modelwright COMMAND --help' tells more and shows an example."
    })
public final class Modelwright {

  private static final int USAGE_WIDTH = 100;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private Modelwright() {}

  public static void main(String[] arguments) {
    Thread.ofPlatform().daemon().start(Modelwright::readyJson);
    System.exit(run(new Settings(System.getenv()), Terminal.ofProcess(), arguments));
  }

  /** To read and write JSON for the first time takes as long as to read the arguments. */
  private static void readyJson() {
    JsonMapper json = JsonMapper.shared();
    json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree("[]"));
  }

  /** Runs one command and answers the exit status. */
  static int run(Settings settings, Terminal terminal, String... arguments) {
    Session session = new Session(settings, terminal, InstantSource.system(), Pause.sleeping());
    int status = commandLine(session, arguments).execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return status;
  }

  /** With no more than the arguments name: making a command takes longer than running one. */
  private static CommandLine commandLine(Session session, String... arguments) {
    Optional<CommandGroup> named =
        arguments.length == 0
            ? Optional.empty()
            : Optional.ofNullable(Commands.groups(session).get(arguments[0]));
    CommandLine root = new CommandLine(new Modelwright());
    named.ifPresentOrElse(
        group -> root.addSubcommand(group.withCommand(arguments.length > 1 ? arguments[1] : "")),
        () -> {
          Commands.groups(session).values().forEach(group -> root.addSubcommand(group.alone()));
          addOthers(root, session);
        });
    return configured(root, session);
  }

  private static CommandLine everything(Session session) {
    CommandLine root = new CommandLine(new Modelwright());
    Commands.groups(session).values().forEach(group -> root.addSubcommand(group.withCommands()));
    addOthers(root, session);
    return configured(root, session);
  }

  private static void addOthers(CommandLine root, Session session) {
    root.addSubcommand(new CompletionCommand(session.terminal(), () -> everything(session)));
    LauncherCommand.all().forEach(root::addSubcommand);
  }

  private static CommandLine configured(CommandLine root, Session session) {
    return root.setOut(session.terminal().out())
        .setErr(session.terminal().err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(USAGE_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Modelwright::misused)
        .setExecutionExceptionHandler(Modelwright::failed);
  }

  /** The command line itself is wrong. */
  private static int misused(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    if (isGroupAlone(misuse)) {
      command.usage(command.getErr());
      return ExitStatus.USER_ERROR.code();
    }
    command.getErr().println(misuse.getMessage());
    UnmatchedArgumentException.printSuggestions(misuse, command.getErr());
    command
        .getErr()
        .println(
            "'%s --help' shows what there is.".formatted(command.getCommandSpec().qualifiedName()));
    return ExitStatus.USER_ERROR.code();
  }

  private static boolean isGroupAlone(ParameterException misuse) {
    return !(misuse instanceof UnmatchedArgumentException)
        && !misuse.getCommandLine().getSubcommands().isEmpty();
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    boolean isDebugging = command.getParseResult().hasMatchedOption("--debug");
    if (isDebugging) {
      failure.printStackTrace(command.getErr());
    }
    if (failure instanceof CommandException known) {
      command.getErr().println(known.getMessage());
      return known.status().code();
    }
    command
        .getErr()
        .println(
            "Cannot go on: %s. This is a fault of the command; run it again with --debug and report what it prints."
                .formatted(failure));
    return ExitStatus.SYSTEM_ERROR.code();
  }
}
