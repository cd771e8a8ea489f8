package dev.modelwright.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssetIdsTests {

  private final AssetIds ids = new AssetIds();

  @Test
  void idIsLikeTheName() {
    assertThat(ids.next("my helpers.py")).isEqualTo("my_helpers.py");
  }

  @Test
  void idsAreUniqueAndShort() {
    String name = "a".repeat(40);

    assertThat(ids.next(name)).isEqualTo("a".repeat(32));
    assertThat(ids.next(name)).isEqualTo("a".repeat(30) + "-2");
    assertThat(ids.next(name)).isEqualTo("a".repeat(30) + "-3");
  }
}
