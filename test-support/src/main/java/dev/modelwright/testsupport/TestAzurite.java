package dev.modelwright.testsupport;

import dev.modelwright.embedded.ChildProcess;
import dev.modelwright.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Azurite, which is what Azure Blob storage is on a developer's machine; shared by the tests
 * of one JVM. It forgets everything when it ends, and some things when it is killed.
 */
public final class TestAzurite implements AutoCloseable {

  /** The account and key that every Azurite has. */
  private static final String ACCOUNT = "devstoreaccount1";

  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final int CONNECT_LIMIT_MILLIS = 500;

  private static final SharedServer<TestAzurite> SERVER =
      new SharedServer<>("azurite", folder -> start(folder, Map.of(), List.of()));

  private final ChildProcess process;
  private final LoopbackPort port;

  private TestAzurite(ChildProcess process, LoopbackPort port) {
    this.process = process;
    this.port = port;
  }

  /** The connection string of the shared one; the first call starts it. */
  public static String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
        .formatted(ACCOUNT, KEY, endpoint());
  }

  /** Address of the storage account of the shared one. */
  public static URI endpoint() {
    return SERVER.get().endpoint("http");
  }

  /** One of its own, with more environment variables and options; close it. */
  public static TestAzurite start(
      Path folder, Map<String, String> variables, List<String> options) {
    LoopbackPort port = LoopbackPort.free();
    List<String> command = new ArrayList<>();
    command.add("env");
    variables.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(
        List.of(
            executable().toString(),
            "--inMemoryPersistence",
            "--silent",
            "--disableTelemetry",
            // The client is newer than Azurite.
            "--skipApiVersionCheck",
            // Java keeps connections for longer than the 5 s that it would.
            "--blobKeepAliveTimeout",
            "60",
            "--blobHost",
            LoopbackPort.HOST,
            "--blobPort",
            port.toString()));
    command.addAll(options);
    try {
      return new TestAzurite(ChildProcess.start(command, folder, () -> listens(port)), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of the storage account. */
  public URI endpoint(String scheme) {
    return URI.create("%s://%s/%s".formatted(scheme, port.address(), ACCOUNT));
  }

  @Override
  public void close() {
    process.close();
  }

  private static boolean listens(LoopbackPort port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LoopbackPort.HOST, port.number()), CONNECT_LIMIT_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** The program that {@code MODELWRIGHT_AZURITE} names, else the one that the set-up fetched. */
  private static Path executable() {
    String given = System.getenv("MODELWRIGHT_AZURITE");
    if (given != null) {
      return Path.of(given);
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(".tools/azurite/azurite"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "Cannot find Azurite. Run ./verify once, which fetches it, or set MODELWRIGHT_AZURITE to its program azurite-blob."));
  }
}
