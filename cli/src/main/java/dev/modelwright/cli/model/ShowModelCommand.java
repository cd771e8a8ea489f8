package dev.modelwright.cli.model;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code model show}. */
@Command(
    name = "show",
    description = "Show one model by its id, or every version under a name.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright model show -m 07b56951-3ce6-481a-bcb7-e76ee669e990",
      "  modelwright model show -m housing.model -o table"
    })
public final class ShowModelCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "ID|NAME",
      required = true,
      description = "The model's id or name.")
  private String model;

  @Option(
      names = {"-t", "--tag"},
      description = "With a name: only versions with this tag; may be repeated.")
  private List<String> tags = new ArrayList<>();

  public ShowModelCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Gateway gateway = session.gateway(options);
    if (model.isBlank()) {
      throw CommandException.userError(
          "Cannot show a model: neither id nor name is given. Give one with -m.");
    }
    if (Ids.isId(model)) {
      String path = "/models/" + Ids.checked("model", model);
      session.print(options, gateway.get(path), ModelColumns.DETAILS);
    } else {
      Query query = Query.none().and("name", model).andEach("tag", tags);
      session.print(options, gateway.list("/models", query), ModelColumns.DETAILS);
    }
  }
}
