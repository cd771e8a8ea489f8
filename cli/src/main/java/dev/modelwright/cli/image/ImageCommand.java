package dev.modelwright.cli.image;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group {@code image}. */
@Command(
    name = "image",
    description = "Create container images, follow their builds and use them.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer =
        "  modelwright image create -n housing -m housing.model -f scoring.py -c myconda.yml -r spark-py")
public final class ImageCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
