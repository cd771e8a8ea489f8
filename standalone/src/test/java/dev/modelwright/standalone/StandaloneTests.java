package dev.modelwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.embedded.DirectoryInUseException;
import dev.modelwright.embedded.DirectoryLock;
import dev.modelwright.embedded.LoopbackPort;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTests {

  @TempDir Path home;

  private final LoopbackPort port = LoopbackPort.free();

  @Test
  void saysThatAnotherProgramHasItsPort() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.setReuseAddress(true);
      taken.bind(new InetSocketAddress(LoopbackPort.HOST, port.number()));

      assertThatThrownBy(this::start)
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage(
              "Cannot use MODELWRIGHT_PORT '%s': another program listens on 127.0.0.1:%s. Stop that program or set MODELWRIGHT_PORT to another port."
                  .formatted(port, port));
    }
    assertThat(home.resolve("kafka")).doesNotExist();
  }

  @Test
  void refusesAHomeThatIsInUse() {
    try (DirectoryLock _ = DirectoryLock.acquire(home)) {
      assertThatThrownBy(this::start)
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining(home.toString());
    }
  }

  private void start() {
    try (Standalone standalone = new Standalone()) {
      standalone.start(
          StandaloneSettings.of(
              Map.of("MODELWRIGHT_HOME", home.toString(), "MODELWRIGHT_PORT", port.toString())),
          death -> {
            throw death;
          });
    }
  }
}
