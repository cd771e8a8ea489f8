package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts, used by the shell itself. */
class CompletionTests {

  private static final Map<String, String> NOTHING_SET = Map.of("HOME", "/nowhere");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'modelwright im', image",
    "'modelwright image cr', create",
    "'modelwright account modelmanagement up', update",
    "'modelwright env get-', get-credentials",
    "'modelwright model list --qu', --query",
    "'modelwright model list -o ta', table",
    "'modelwright image create -r sp', spark-py",
    "'modelwright completion zs', zsh",
  })
  void bashCompletes(String typed, String word) throws Exception {
    Path script = script("bash");
    String[] words = typed.split(" ");
    String code =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_modelwright; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, typed, words.length - 1);

    assertThat(output("bash", "-c", code).lines().map(String::strip)).contains(word);
  }

  @Test
  void zshIsToldToUnderstandTheScript() throws Exception {
    assertThat(Files.readString(script("zsh")))
        .startsWith("autoload -U +X compinit && compinit")
        .contains("complete -F _complete_modelwright");
  }

  @Test
  void unknownShellIsTheUsersError() {
    CommandRun run = CommandRun.of(NOTHING_SET, "completion", "fish");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("'fish'", "BASH, ZSH");
  }

  private Path script(String shell) throws IOException {
    CommandRun run = CommandRun.of(NOTHING_SET, "completion", shell);
    assertThat(run.status()).as(run.err()).isZero();
    return Files.writeString(folder.resolve("script"), run.out());
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes());
  }
}
