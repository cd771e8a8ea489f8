package dev.modelwright.cli.manifest;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code manifest show}. */
@Command(
    name = "show",
    description = "Show one manifest.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright manifest show -i c510e688-60cc-43fb-bfe1-491a97374c6a")
public final class ShowManifestCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"-i", "--manifest-id"},
      paramLabel = "ID",
      required = true,
      description = "The manifest's id.")
  private String id;

  public ShowManifestCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = "/manifests/" + Ids.checked("manifest", id);
    session.print(options, session.gateway(options).get(path), ManifestColumns.DETAILS);
  }
}
