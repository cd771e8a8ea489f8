package dev.modelwright.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackPortTests {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void rejectsWhatIsNoPort(int number) {
    assertThatThrownBy(() -> new LoopbackPort(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot use port '%d'".formatted(number));
  }

  @Test
  void isNotFreeWhileSomebodyListens() throws Exception {
    LoopbackPort port = LoopbackPort.free();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(LoopbackPort.HOST, port.number()));

      assertThat(port.isFree()).isFalse();
    }
    assertThat(port.isFree()).isTrue();
  }

  @Test
  void isKeptInItsFile() {
    Path file = directory.resolve("port");

    LoopbackPort chosen = LoopbackPort.keptOrFree(file);

    assertThat(LoopbackPort.keptOrFree(file)).isEqualTo(chosen);
  }

  @Test
  void namesTheFileThatHoldsNoPort() throws Exception {
    Path file = Files.writeString(directory.resolve("port"), "many");

    assertThatThrownBy(() -> LoopbackPort.keptIn(file))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("many");
  }
}
