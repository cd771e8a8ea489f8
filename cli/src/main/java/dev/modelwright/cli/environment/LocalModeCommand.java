package dev.modelwright.cli.environment;

import dev.modelwright.cli.profile.ExecutionMode;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code env local}. */
@Command(
    name = "local",
    description =
        "Switch to local mode, which scripts of the original do; images are the same in both.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright env local")
public final class LocalModeCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  public LocalModeCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.profiles().write(session.profiles().read().withMode(ExecutionMode.LOCAL));
    session.narration(options).println("The execution mode is local now.");
  }
}
