package dev.modelwright.cli.environment;

import dev.modelwright.cli.profile.Profile;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code env delete}. */
@Command(
    name = "delete",
    description = "Delete an environment; images that are there stay.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright env delete -n prod -g housing")
public final class DeleteEnvironmentCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private EnvironmentNameOptions name;

  public DeleteEnvironmentCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ResourceName doomed = name.required(session);
    new Environments(session, options).delete(doomed);
    Profile profile = session.profiles().read();
    if (profile.environment().filter(doomed::isSameAs).isPresent()) {
      session.profiles().write(profile.withEnvironment(Optional.empty()));
    }
    session.narration(options).println("There is no environment " + doomed + " any more.");
  }
}
