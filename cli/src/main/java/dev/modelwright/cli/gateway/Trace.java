package dev.modelwright.cli.gateway;

import dev.modelwright.cli.terminal.Quantities;
import dev.modelwright.cli.terminal.Terminal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Tells on standard error what goes over the wire, as much of it as was asked for. */
public record Trace(Terminal terminal, Level level) {

  /** How much is told; each level includes the ones before it. */
  public enum Level {
    NOTHING,
    CALLS,
    BODIES
  }

  void sent(String method, URI address, byte[] body) {
    if (level == Level.BODIES && body.length > 0) {
      terminal.err().println("> " + method + " " + withoutSignature(address));
      terminal.err().println("> " + text(body));
    }
  }

  void answered(String method, URI address, int status, Optional<String> requestId, Duration time) {
    if (level != Level.NOTHING) {
      terminal
          .err()
          .printf(
              "%s %s: %d in %s%s%n",
              method,
              withoutSignature(address),
              status,
              Quantities.time(time),
              requestId.map(id -> ", request " + id).orElse(""));
    }
  }

  void received(byte[] body) {
    if (level == Level.BODIES && body.length > 0) {
      terminal.err().println("< " + text(body));
    }
  }

  void waiting(String reason, Duration time) {
    terminal.err().println(reason + "; trying again in " + Quantities.time(time) + ".");
  }

  /** A signed address is as good as a key to the bytes behind it. */
  private static String withoutSignature(URI address) {
    return address.toString().replaceAll("([?&]sig=)[^&]*", "$1…");
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).replaceAll("([?&]sig=)[^&\"]*", "$1…");
  }
}
