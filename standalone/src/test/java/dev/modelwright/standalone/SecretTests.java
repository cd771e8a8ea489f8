package dev.modelwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTests {

  @TempDir Path home;

  @Test
  void isMadeOnce() {
    Secret secret = Secret.keptIn(home);

    assertThat(Secret.keptIn(home)).isEqualTo(secret);
    assertThat(secret.value()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void isAnotherInEveryHome(@TempDir Path other) {
    assertThat(Secret.keptIn(home)).isNotEqualTo(Secret.keptIn(other));
  }

  @Test
  void isReadableByItsOwnerAlone() throws Exception {
    Secret.keptIn(home);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secret"))))
        .isEqualTo("rw-------");
  }

  @Test
  void replacesWhatAKillLeftUnfinished() throws Exception {
    Files.writeString(home.resolve("secret.new"), "half");

    assertThat(Secret.keptIn(home).value()).hasSize(43);
  }

  @Test
  void isNotPrinted() {
    Secret secret = Secret.keptIn(home);

    assertThat(secret.toString()).doesNotContain(secret.value());
  }
}
