package dev.modelwright.cli.session;

import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Pause;
import dev.modelwright.cli.gateway.Trace;
import dev.modelwright.cli.output.ResourcePrinter;
import dev.modelwright.cli.terminal.Terminal;
import dev.modelwright.cli.upload.Uploader;
import java.io.PrintWriter;
import java.time.InstantSource;

/**
 * What one run of the command works with.
 *
 * @param clock for progress
 */
public record Session(Settings settings, Terminal terminal, InstantSource clock, Pause pause) {

  /** The server, not yet spoken to. */
  public Gateway gateway(GlobalOptions options) {
    return new Gateway(
        settings.address(), settings.token(), new Trace(terminal, options.traceLevel()), pause);
  }

  public Uploader uploader(Gateway gateway) {
    return new Uploader(gateway, terminal, settings.temporaryFolder(), clock);
  }

  public ResourcePrinter printer() {
    return new ResourcePrinter(terminal.out());
  }

  /** Where people's text goes: standard output, unless that is for a program. */
  public PrintWriter narration(GlobalOptions options) {
    return options.output().isPresent() ? terminal.err() : terminal.out();
  }
}
