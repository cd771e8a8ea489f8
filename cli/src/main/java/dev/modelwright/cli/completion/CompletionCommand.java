package dev.modelwright.cli.completion;

import dev.modelwright.cli.terminal.Terminal;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code completion}. */
@Command(
    name = "completion",
    description = "Print what makes a shell complete commands and options.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright completion bash >/etc/bash_completion.d/modelwright",
      "  source <(modelwright completion bash)    # in ~/.bashrc",
      "  source <(modelwright completion zsh)     # in ~/.zshrc"
    })
public final class CompletionCommand implements Runnable {

  private enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Without it zsh answers that there is no 'complete'. */
  private static final String ZSH_BEGIN =
      "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

  private final Terminal terminal;
  private final Supplier<CommandLine> everything;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /**
   * @param everything makes the whole command
   */
  public CompletionCommand(Terminal terminal, Supplier<CommandLine> everything) {
    this.terminal = terminal;
    this.everything = everything;
  }

  @Override
  public void run() {
    if (shell == Shell.ZSH) {
      terminal.out().print(ZSH_BEGIN);
    }
    terminal.out().print(AutoComplete.bash("modelwright", everything.get()));
    terminal.out().flush();
  }
}
