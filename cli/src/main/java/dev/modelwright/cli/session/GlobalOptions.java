package dev.modelwright.cli.session;

import dev.modelwright.cli.gateway.Trace;
import dev.modelwright.cli.output.OutputFormat;
import dev.modelwright.cli.output.Selection;
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
      names = "--query",
      paramLabel = "JMESPATH",
      converter = SelectionConverter.class,
      description = "Print only what this JMESPath expression selects from the JSON.")
  private Selection query;

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

  /** Whether the result is for a program, so that text for people would be in its way. */
  public boolean isForProgram() {
    return output != null || query != null;
  }

  /** What results are printed as. */
  OutputFormat output() {
    return output == null ? OutputFormat.JSON : output;
  }

  Optional<Selection> query() {
    return Optional.ofNullable(query);
  }

  Trace.Level traceLevel() {
    if (debug) {
      return Trace.Level.BODIES;
    }
    return verbose ? Trace.Level.CALLS : Trace.Level.NOTHING;
  }
}
