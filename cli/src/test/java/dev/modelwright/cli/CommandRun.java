package dev.modelwright.cli;

import dev.modelwright.cli.session.Settings;
import dev.modelwright.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one run of the command left behind. */
record CommandRun(int status, String out, String err) {

  /** Runs against a gateway, with its token. */
  static CommandRun of(FakeGateway gateway, String... arguments) {
    return of(
        Map.of(
            "MODELWRIGHT_URL",
            gateway.address(),
            "MODELWRIGHT_TOKEN",
            FakeGateway.TOKEN,
            "MODELWRIGHT_HOME",
            "/nowhere"),
        arguments);
  }

  /** As {@link #of(FakeGateway, String...)}, in a home of its own. */
  static CommandRun in(Path home, FakeGateway gateway, String... arguments) {
    return of(
        Map.of(
            "MODELWRIGHT_URL",
            gateway.address(),
            "MODELWRIGHT_TOKEN",
            FakeGateway.TOKEN,
            "MODELWRIGHT_HOME",
            home.toString()),
        arguments);
  }

  static CommandRun of(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false);
    int status = Modelwright.run(new Settings(environment), terminal, arguments);
    return new CommandRun(status, out.toString(), err.toString());
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
