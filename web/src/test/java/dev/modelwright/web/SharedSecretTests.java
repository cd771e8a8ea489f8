package dev.modelwright.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSecretTests {

  private static final String TEXT = "secret-of-the-tests";

  @Test
  void givesEachPurposeAKeyOfItsOwn() {
    SharedSecret secret = SharedSecret.of(TEXT);

    assertThat(secret.key("one", "AES").getEncoded()).hasSize(32);
    assertThat(secret.key("one", "AES")).isEqualTo(SharedSecret.of(TEXT).key("one", "AES"));
    assertThat(secret.key("one", "AES")).isNotEqualTo(secret.key("two", "AES"));
    assertThat(secret.toString()).doesNotContain(TEXT);
  }

  @Test
  void isReadFromTheFirstLineOfAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), TEXT + "\nmore\n");

    SharedSecret secret = SharedSecret.of(new WebProperties(null, file, List.of()));

    assertThat(secret.key("one", "AES")).isEqualTo(SharedSecret.of(TEXT).key("one", "AES"));
  }

  @Test
  void isNeededAndNotToBeGuessed(@TempDir Path folder) {
    assertThatThrownBy(() -> SharedSecret.of(new WebProperties(" ", null, List.of())))
        .hasMessageContaining("Cannot start without the secret")
        .hasMessageContaining("MODELWRIGHT_TOKEN");
    assertThatThrownBy(() -> SharedSecret.of("too-short"))
        .hasMessageContaining("it has 9 characters")
        .message()
        .doesNotContain("too-short");
    assertThatThrownBy(
            () -> SharedSecret.of(new WebProperties(null, folder.resolve("absent"), List.of())))
        .hasMessageContaining("Cannot read the secret in");
  }
}
