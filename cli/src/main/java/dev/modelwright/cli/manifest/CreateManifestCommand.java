package dev.modelwright.cli.manifest;

import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.session.Session;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code manifest create}. */
@Command(
    name = "create",
    description = "Create a manifest from models, a scoring file and what it needs.",
    customSynopsis = "modelwright manifest create -n NAME -f FILE.py -r RUNTIME [OPTIONS]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright manifest create -n housingmodel-manifest -i 07b56951-3ce6-481a-bcb7-e76ee669e990 \\",
      "      -f scoring.py -c myconda.yml -r spark-py",
      "  modelwright manifest create -n diabetes -m diabetes.pkl -f score.py -p requirements.txt -r python"
    })
public final class CreateManifestCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private ManifestOptions manifest;

  @Option(
      names = {"-n", "--manifest-name"},
      paramLabel = "NAME",
      required = true,
      description = "Its name; the version counts up under it.")
  private String name;

  @Option(names = "--manifest-description", paramLabel = "TEXT", description = "What it is.")
  private String description;

  public CreateManifestCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Ids.checkName("manifest", name);
    ManifestContents contents = manifest.contents();
    Gateway gateway = session.gateway(options);
    Resource created =
        new ManifestCreation(
                gateway,
                session.uploader(gateway),
                session.narration(options),
                session.terminal().err())
            .create(name, description, contents);
    if (options.isForProgram()) {
      session.print(options, created, ManifestColumns.DETAILS);
    } else {
      describe(created);
    }
  }

  private void describe(Resource created) {
    PrintWriter out = session.narration(options);
    out.println("Successfully created manifest");
    out.println("Id: " + created.requiredText("id"));
    out.println("More details: 'modelwright manifest show -i " + created.requiredText("id") + "'");
  }
}
