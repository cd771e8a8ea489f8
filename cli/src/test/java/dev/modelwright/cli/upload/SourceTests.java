package dev.modelwright.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.cli.failure.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTests {

  @TempDir private Path folder;

  @Test
  void folderIsCalledByTheLastPartOfItsPath() throws IOException {
    Path model = Files.createDirectories(folder.resolve("a/housing.model"));

    assertThat(Source.of("model", model + "/"))
        .isEqualTo(new Source.Folder(model, "housing.model"));
    assertThat(Source.of("model", model + "/.").name()).isEqualTo("housing.model");
    assertThat(Source.of("model", model + "/../housing.model").name()).isEqualTo("housing.model");
  }

  @Test
  void addressIsCalledByTheLastPartOfItsPath() {
    assertThat(Source.of("model", "https://example.org/a/m.zip?sv=1#x").name()).isEqualTo("m.zip");
    assertThat(Source.of("model", "https://example.org").name()).isEmpty();
  }

  @Test
  void refusesAddressesThatTheServerDoesNotFetch() {
    assertThatThrownBy(() -> Source.of("model", "ftp://example.org/m"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("http and https only");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThatThrownBy(() -> Source.of("model", "http://exa mple.org/m"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no valid address");
  }

  @Test
  void refusesAnEmptyPath() {
    assertThatThrownBy(() -> Source.of("model", ""))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("the path is empty");
  }

  @Test
  void refusesTheWholeFileSystem() {
    assertThatThrownBy(() -> Source.of("model", "/"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("whole file system");
  }

  @Test
  void refusesADevice() {
    assertThatThrownBy(() -> Source.of("model", "/dev/null"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("neither a file nor a folder");
  }
}
