package dev.modelwright.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SharedServersIT {

  @Test
  void kafkaIsOneForAllTests() throws Exception {
    String address = TestKafka.bootstrapServers();

    assertThat(TestKafka.bootstrapServers()).isEqualTo(address);
    assertListens(URI.create("kafka://" + address));
  }

  @Test
  void mongodIsOneForAllTestsWithADatabaseForEach() throws Exception {
    URI first = URI.create(TestMongo.uri("things"));
    URI second = URI.create(TestMongo.uri("things"));

    assertThat(second.getPort()).isEqualTo(first.getPort());
    assertThat(second.getPath()).startsWith("/things-").isNotEqualTo(first.getPath());
    assertListens(first);
  }

  @Test
  void containerRegistryIsOneForAllTests() throws Exception {
    assertThat(TestContainerRegistry.url())
        .isEqualTo(URI.create("http://" + TestContainerRegistry.address()));
    assertListens(TestContainerRegistry.url());
  }

  @Test
  void azuriteIsOneForAllTests() throws Exception {
    assertThat(TestAzurite.connectionString()).contains(TestAzurite.endpoint().toString());
    assertListens(TestAzurite.endpoint());
  }

  @Test
  void engineIsTheMachines() {
    assertThat(TestEngine.host().getScheme()).isIn("unix", "tcp");
  }

  private static void assertListens(URI address) throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
      assertThat(socket.isConnected()).isTrue();
    }
  }
}
