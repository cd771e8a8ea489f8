package dev.modelwright.cli.manifest;

import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code manifest list}. */
@Command(
    name = "list",
    description = "List the manifests.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright manifest list -o table")
public final class ListManifestsCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  public ListManifestsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options, session.gateway(options).list("/manifests", Query.none()), ManifestColumns.LIST);
  }
}
