package dev.modelwright.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTests {

  @TempDir Path directory;

  @Test
  void isHeldByOneAtATime() {
    try (DirectoryLock _ = DirectoryLock.acquire(directory)) {
      assertThatThrownBy(() -> DirectoryLock.acquire(directory))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    try (DirectoryLock again = DirectoryLock.acquire(directory)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void isGivenBackWhenTheStartFails() {
    assertThatThrownBy(() ->
            DirectoryLock.start(
                "a server",
                directory,
                _ -> {
                  throw new IOException("disk full");
                }))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("Cannot start a server in '%s'".formatted(directory))
        .hasMessageContaining("disk full");

    try (DirectoryLock again = DirectoryLock.acquire(directory)) {
      assertThat(again).isNotNull();
    }
  }
}
