package dev.modelwright.cli.environment;

import dev.modelwright.cli.profile.ExecutionMode;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code env cluster}. */
@Command(
    name = "cluster",
    description =
        "Switch to cluster mode, which scripts of the original do; images are the same in both.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright env cluster")
public final class ClusterModeCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  public ClusterModeCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.profiles().write(session.profiles().read().withMode(ExecutionMode.CLUSTER));
    session.narration(options).println("The execution mode is cluster now.");
  }
}
