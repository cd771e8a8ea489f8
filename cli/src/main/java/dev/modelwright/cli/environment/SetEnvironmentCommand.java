package dev.modelwright.cli.environment;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code env set}. */
@Command(
    name = "set",
    description = "Make an environment the active one: images that are created go there.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright env set -n prod -g housing")
public final class SetEnvironmentCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private EnvironmentNameOptions name;

  public SetEnvironmentCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Resource environment = new Environments(session, options).get(name.required(session));
    requireReady(environment);
    session
        .profiles()
        .write(
            session.profiles().read().withEnvironment(Optional.of(ResourceName.of(environment))));
    session.print(options, environment, Environments.COLUMNS);
  }

  private static void requireReady(Resource environment) {
    String state =
        environment
            .object("properties")
            .flatMap(properties -> properties.text("provisioningState"))
            .orElse("Succeeded");
    if (!state.equals("Succeeded")) {
      throw CommandException.userError(
          "Cannot use environment '%s': its state is %s. Wait until it is Succeeded, or set it up again."
              .formatted(environment.requiredText("name"), state));
    }
  }
}
