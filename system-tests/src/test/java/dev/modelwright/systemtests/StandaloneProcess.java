package dev.modelwright.systemtests;

import dev.modelwright.embedded.LoopbackPort;
import dev.modelwright.embedded.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The standalone product on a home of its own. */
final class StandaloneProcess implements AutoCloseable {

  private final JavaProcess process;
  private final JsonNode ready;
  private final String token;
  private final Product product;

  private StandaloneProcess(JavaProcess process, JsonNode ready, String token) {
    this.process = process;
    this.ready = ready;
    this.token = token;
    this.product = new Product(url(), token);
  }

  static StandaloneProcess start(Path home, LoopbackPort port) {
    return start(home, port, Map.of());
  }

  /**
   * @param settings more variables of its environment
   */
  static StandaloneProcess start(Path home, LoopbackPort port, Map<String, String> settings) {
    Path readyFile = home.resolve("run").resolve("ready.json");
    deleteLeftover(readyFile);
    Map<String, String> variables = new HashMap<>(settings);
    variables.putAll(
        Map.of(
            "MODELWRIGHT_HOME", home.toString(),
            "MODELWRIGHT_PORT", port.toString(),
            "MODELWRIGHT_MONGOD", MongoServer.executable().toString(),
            "MODELWRIGHT_RUNTIMES", Repository.runtimes().toString()));
    JavaProcess process = JavaProcess.start(Repository.standaloneJar(), home, variables);
    try {
      process.awaitReady(() -> Files.exists(readyFile));
      JsonNode ready = JsonMapper.shared().readTree(Files.readString(readyFile));
      String token = Files.readString(home.resolve("token")).strip();
      return new StandaloneProcess(process, ready, token);
    } catch (IOException e) {
      process.kill();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | AssertionError e) {
      process.kill();
      throw e;
    }
  }

  /** Of a run that was killed; the new one would not have it replaced yet when we look. */
  private static void deleteLeftover(Path readyFile) {
    try {
      Files.deleteIfExists(readyFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Product product() {
    return product;
  }

  String token() {
    return token;
  }

  URI url() {
    return URI.create(ready.get("url").asString());
  }

  String kafka() {
    return ready.get("kafka").asString();
  }

  void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
