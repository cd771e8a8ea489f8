package dev.modelwright.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.embedded.ContainerRegistryServer.FirstPort;
import dev.modelwright.embedded.ServerProcessFixture.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerRegistryServerIT {

  @TempDir Path directory;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void keepsItsAddressAndItsBlobsWhenItsProcessIsKilled() throws Exception {
    String address;
    URI blob;
    try (ServerProcessFixture process =
        ServerProcessFixture.start(Server.CONTAINER_REGISTRY, directory)) {
      address = process.address();
      blob = upload(URI.create("http://" + address), "bytes of a layer");
      process.kill();
    }

    try (ContainerRegistryServer server = start()) {
      assertThat(server.address()).isEqualTo(address);
      assertThat(get(blob).body()).isEqualTo("bytes of a layer");
    }
  }

  @Test
  void deletesBlobs() throws Exception {
    try (ContainerRegistryServer server = start()) {
      URI blob = upload(server.url(), "superfluous");

      HttpResponse<Void> deletion =
          http.send(HttpRequest.newBuilder(blob).DELETE().build(), BodyHandlers.discarding());

      assertThat(deletion.statusCode()).isEqualTo(202);
      assertThat(get(blob).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void saysThatItsPortIsTakenInsteadOfRenamingItsImages() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(LoopbackPort.HOST, 0));
      int port = taken.getLocalPort();
      Files.writeString(directory.resolve("port"), Integer.toString(port));

      assertThatThrownBy(this::start)
          .isInstanceOf(StartFailedException.class)
          .hasMessageStartingWith(
              "Cannot start the container registry: its port %d is taken".formatted(port))
          .hasMessageContaining("Stop what listens on 127.0.0.1:%d".formatted(port));
    }
  }

  private ContainerRegistryServer start() {
    return ContainerRegistryServer.start(
        directory, ContainerRegistryServer.executable(), FirstPort.ANY);
  }

  private URI upload(URI server, String content) throws Exception {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String digest =
        "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    HttpResponse<Void> begun =
        http.send(
            HttpRequest.newBuilder(server.resolve("/v2/test/blobs/uploads/"))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding());
    String location = begun.headers().firstValue("Location").orElseThrow();
    HttpResponse<Void> stored =
        http.send(
            HttpRequest.newBuilder(
                    server.resolve(
                        location + (location.contains("?") ? "&" : "?") + "digest=" + digest))
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build(),
            BodyHandlers.discarding());
    assertThat(stored.statusCode()).isEqualTo(201);
    return server.resolve("/v2/test/blobs/" + digest);
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
