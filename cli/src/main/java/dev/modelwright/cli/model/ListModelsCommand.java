package dev.modelwright.cli.model;

import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code model list}. */
@Command(
    name = "list",
    description = "List the registered models.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright model list -t prices -o table")
public final class ListModelsCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"-t", "--tag"},
      description = "Only models with this tag; repeated: with all of them.")
  private List<String> tags = new ArrayList<>();

  public ListModelsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options,
        session.gateway(options).list("/models", Query.none().andEach("tag", tags)),
        ModelColumns.LIST);
  }
}
