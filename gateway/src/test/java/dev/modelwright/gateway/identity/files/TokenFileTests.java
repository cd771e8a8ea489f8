package dev.modelwright.gateway.identity.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.gateway.identity.IdentityUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTests {

  @TempDir Path folder;

  @Test
  void holdsATokenOfAnOwnerForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("new/token");

    try (TokenFile _ =
        TokenFile.start(
            file, (subject, roles, lifetime) -> subject + " " + roles + " " + lifetime)) {
      assertThat(file).hasContent("token-file [owner] PT12H\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void replacesTheTokenOfTheRunBefore() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "old");

    try (TokenFile _ = TokenFile.start(file, (_, _, _) -> "new")) {
      assertThat(file).hasContent("new\n");
    }
  }

  @Test
  void isWrittenAsSoonAsThereIsAKeyToSignWith() {
    Path file = folder.resolve("token");
    AtomicInteger tries = new AtomicInteger();

    try (TokenFile _ =
        TokenFile.start(
            file,
            (_, _, _) -> {
              if (tries.incrementAndGet() == 1) {
                throw new IdentityUnavailableException(new IllegalStateException("away"));
              }
              return "token";
            })) {
      assertThat(file).doesNotExist();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(file).hasContent("token\n"));
    }
  }
}
