package dev.modelwright.cli.identity;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ad sp delete}. */
@Command(
    name = "delete",
    description = "Delete a service principal: it gets no token any more.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad sp delete --id APP_ID")
public final class DeleteServicePrincipalCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(names = "--id", paramLabel = "APP_ID", required = true, description = "Its id.")
  private String id;

  public DeleteServicePrincipalCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    boolean isDeleted = session.directory(options).delete("/servicePrincipals/" + encoded(id));
    session
        .narration(options)
        .println(
            isDeleted
                ? "Deleted service principal " + id
                : "There is no service principal %s; nothing was deleted.".formatted(id));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
