package dev.modelwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTests {

  @TempDir Path home;

  @Test
  void isMadeOnce() {
    Token token = Token.keptIn(home);

    assertThat(Token.keptIn(home)).isEqualTo(token);
    assertThat(token.value()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void isAnotherInEveryHome(@TempDir Path other) {
    assertThat(Token.keptIn(home)).isNotEqualTo(Token.keptIn(other));
  }

  @Test
  void isReadableByItsOwnerAlone() throws Exception {
    Token.keptIn(home);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("token"))))
        .isEqualTo("rw-------");
  }

  @Test
  void replacesWhatAKillLeftUnfinished() throws Exception {
    Files.writeString(home.resolve("token.new"), "half");

    assertThat(Token.keptIn(home).value()).hasSize(43);
  }

  @Test
  void isNotPrinted() {
    Token token = Token.keptIn(home);

    assertThat(token.toString()).doesNotContain(token.value());
  }
}
