package dev.modelwright.worker.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalOrderTests {

  @Test
  void putsFolderBeforeWhatItHoldsAndThatBeforeSiblings() {
    assertThat(sorted("a-b", "a/b/c", "a", "a.b", "a/b", "b", "a/a"))
        .containsExactly("a", "a/a", "a/b", "a/b/c", "a-b", "a.b", "b");
  }

  @Test
  void ordersByCodePointsAsEnginesDo() {
    String beyondBasicPlane = new String(Character.toChars(0x1F600));
    String lateInBasicPlane = "\uFFFD";

    assertThat(sorted(beyondBasicPlane, lateInBasicPlane, "z"))
        .containsExactly("z", lateInBasicPlane, beyondBasicPlane);
  }

  @Test
  void ordersCharactersThatDifferInTheirSecondHalfOnly() {
    String first = new String(Character.toChars(0x1F600));
    String second = new String(Character.toChars(0x1F601));

    assertThat(sorted(second, first)).containsExactly(first, second);
  }

  private static List<String> sorted(String... paths) {
    List<String> sorted = new ArrayList<>(List.of(paths));
    Collections.shuffle(sorted, new java.util.Random(1));
    sorted.sort(CanonicalOrder.INSTANCE);
    return sorted;
  }
}
