package dev.modelwright.embedded;

import dev.modelwright.embedded.ContainerRegistryServer.FirstPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server in a process of its own, which a test can kill. */
final class ServerProcessFixture implements AutoCloseable {

  enum Server {
    KAFKA {
      @Override
      String start(Path directory) {
        return EmbeddedKafka.start(directory).bootstrapServers();
      }
    },
    MONGOD {
      @Override
      String start(Path directory) {
        return MongoServer.start(directory, MongoServer.executable()).uri("test");
      }
    },
    CONTAINER_REGISTRY {
      @Override
      String start(Path directory) {
        return ContainerRegistryServer.start(
                directory, ContainerRegistryServer.executable(), FirstPort.ANY)
            .address();
      }
    };

    abstract String start(Path directory);
  }

  private static final String READY = "ready ";

  private final Process process;
  private final String address;

  private ServerProcessFixture(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  static ServerProcessFixture start(Server server, Path directory) {
    return start(server, directory, false);
  }

  /** Without the programs that bind a child's life to its parent's, as on other systems. */
  static ServerProcessFixture startWhereChildrenOutliveTheirParent(Server server, Path directory) {
    return start(server, directory, true);
  }

  private static ServerProcessFixture start(Server server, Path directory, boolean emptyPath) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServerProcessFixture.class.getName(),
                  server.name(),
                  directory.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      if (emptyPath) {
        builder.environment().put("MODELWRIGHT_MONGOD", MongoServer.executable().toString());
        builder.environment().put("PATH", "");
      }
      Process process = builder.start();
      return new ServerProcessFixture(process, awaitReady(process.inputReader()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String awaitReady(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
    }
    throw new AssertionError("The server's process ended before it was ready.");
  }

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(READY + Server.valueOf(arguments[0]).start(Path.of(arguments[1])));
    Thread.currentThread().join();
  }

  String address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** What {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
