package dev.modelwright.worker.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTests {

  private final List<String> lines = new ArrayList<>();
  private final LineSplitter splitter = new LineSplitter(lines::add);

  @Test
  void joinsPiecesToLines() {
    splitter.accept("one\ntw".getBytes(UTF_8));
    splitter.accept("o\r\n\nthree".getBytes(UTF_8));
    splitter.finish();

    assertThat(lines).containsExactly("one", "two", "", "three");
  }

  @Test
  void keepsCharactersThatAreCutBetweenPieces() {
    byte[] bytes = "grün\n".getBytes(UTF_8);
    splitter.accept(Arrays.copyOfRange(bytes, 0, 3));
    splitter.accept(Arrays.copyOfRange(bytes, 3, bytes.length));

    assertThat(lines).containsExactly("grün");
  }

  @Test
  void cutsALineThatNeverEnds() {
    splitter.accept(new byte[40 * 1024]);
    splitter.finish();

    assertThat(lines).hasSize(3);
  }
}
