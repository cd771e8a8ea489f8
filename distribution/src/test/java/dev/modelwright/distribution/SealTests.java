package dev.modelwright.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTests {

  private static final String PURPOSE = "https://registry.example.org";

  private final Seal seal = new Seal("a secret of all services");

  @Test
  void opensWhatItSealedForTheSamePurpose() {
    String sealed = seal.seal(PURPOSE, "name\npässword");

    assertThat(sealed).doesNotContain("name");
    assertThat(new Seal("a secret of all services").open(PURPOSE, sealed))
        .isEqualTo("name\npässword");
  }

  @Test
  void sealsTheSameSecretDifferentlyEachTime() {
    assertThat(seal.seal(PURPOSE, "secret")).isNotEqualTo(seal.seal(PURPOSE, "secret"));
  }

  @Test
  void opensForNoOtherPurpose() {
    String sealed = seal.seal(PURPOSE, "secret");

    assertThatThrownBy(() -> seal.open("https://attacker.example.org", sealed))
        .isInstanceOf(BrokenSealException.class);
    assertThatThrownBy(() -> seal.open(PURPOSE.substring(0, 5), sealed))
        .isInstanceOf(BrokenSealException.class);
  }

  @Test
  void opensWithNoOtherKeyAndNothingThatWasChanged() {
    String sealed = seal.seal(PURPOSE, "secret");
    char last = sealed.charAt(sealed.length() - 1);
    String changed = sealed.substring(0, sealed.length() - 1) + (last == '0' ? '1' : '0');

    assertThatThrownBy(() -> new Seal("another").open(PURPOSE, sealed))
        .isInstanceOf(BrokenSealException.class)
        .hasMessageContaining("modelwright.secrets.key");
    assertThatThrownBy(() -> seal.open(PURPOSE, changed)).isInstanceOf(BrokenSealException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "no hexadecimal digits", "00112233445566778899aabbccddeeff"})
  void refusesWhatIsNoSeal(String text) {
    assertThatThrownBy(() -> seal.open(PURPOSE, text)).isInstanceOf(BrokenSealException.class);
  }
}
