package dev.modelwright.cli.model;

import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.upload.Source;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code model register}. */
@Command(
    name = "register",
    description =
        "Register a model: a folder, a file or an address. Each call makes a new version.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright model register -m housing.model -n housing.model -t prices -d \"my housing.model\"",
      "  modelwright model register -m https://example.org/diabetes.pkl -n diabetes"
    })
public final class RegisterModelCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "PATH|URL",
      required = true,
      description = "The model: a folder (packed), a file, or an address that the server fetches.")
  private String model;

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Its name; the version counts up under it.")
  private String name;

  @Option(
      names = {"-t", "--tag"},
      description = "A tag; may be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = {"-d", "--description"},
      defaultValue = "",
      description = "What it is.")
  private String description;

  public RegisterModelCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Source source = Source.of("model", model);
    Ids.checkName("model", name);
    Gateway gateway = session.gateway(options);
    Resource registered =
        new ModelRegistration(gateway, session.uploader(gateway), session.terminal().err())
            .register(source, name, description, tags);
    if (options.isForProgram()) {
      session.print(options, registered, ModelColumns.DETAILS);
    } else {
      describe(registered);
    }
  }

  private void describe(Resource registered) {
    PrintWriter out = session.narration(options);
    out.println("Successfully registered model");
    out.println("Id: " + registered.requiredText("id"));
    out.println("Version: " + registered.requiredText("version"));
    out.println("More details: 'modelwright model show -m " + registered.requiredText("id") + "'");
  }
}
