package dev.modelwright.cli.session;

import dev.modelwright.cli.gateway.Trace;
import dev.modelwright.cli.output.OutputFormat;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class GlobalOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "Print the result as ${COMPLETION-CANDIDATES}.")
  private OutputFormat output;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell every call to the server.")
  private boolean verbose;

  @Option(names = "--debug", description = "Also tell bodies, and stack traces of failures.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** Empty when the user did not ask for one. */
  public Optional<OutputFormat> output() {
    return Optional.ofNullable(output);
  }

  /** What lists and single resources are printed as. */
  public OutputFormat outputOrJson() {
    return output().orElse(OutputFormat.JSON);
  }

  Trace.Level traceLevel() {
    if (debug) {
      return Trace.Level.BODIES;
    }
    return verbose ? Trace.Level.CALLS : Trace.Level.NOTHING;
  }
}
