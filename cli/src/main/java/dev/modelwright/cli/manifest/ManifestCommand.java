package dev.modelwright.cli.manifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code manifest}. */
@Command(
    name = "manifest",
    description = "Create manifests, the recipes of images, and look at them.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer =
        "  modelwright manifest create -n housing -i MODEL_ID -f scoring.py -c myconda.yml -r spark-py")
public final class ManifestCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
