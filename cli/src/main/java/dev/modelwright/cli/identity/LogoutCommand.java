package dev.modelwright.cli.identity;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code logout}. */
@Command(
    name = "logout",
    description = "Forget the id, the secret and the token of a login.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright logout")
public final class LogoutCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  public LogoutCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    boolean wasLoggedIn = session.logins().forget(session.server());
    session
        .narration(options)
        .println(
            wasLoggedIn
                ? "Logged out of " + session.server()
                : "There is no login at %s; nothing was forgotten.".formatted(session.server()));
  }
}
