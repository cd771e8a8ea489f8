package dev.modelwright.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {

  private static final String HEX =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void digestOfNothingIsTheKnownOne() {
    assertThat(Digest.of(new byte[0])).isEqualTo(Digest.of("sha256:" + HEX));
    assertThat(Digest.ofHex(HEX).hex()).isEqualTo(HEX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "sha256:abc", "md5:abc", "sha256:../../etc/passwd"})
  void refusesWhatIsNoDigest(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Digest.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "modelwright/layers", "a.b/c_d/e__f/g--h", "0/1"})
  void takesNamesOfRepositories(String text) {
    assertThat(RepositoryName.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "A", "a/../b", "a_/b", "a b", "é"})
  void refusesWhatIsNoNameOfARepository(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RepositoryName.of(text));
  }

  @Test
  void refusesNameOfARepositoryThatIsTooLong() {
    assertThatIllegalArgumentException().isThrownBy(() -> RepositoryName.of("a".repeat(256)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "-a", "a/b", "a:b", "é"})
  void refusesWhatIsNoTag(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Tag.of(text));
    assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a".repeat(129)));
  }

  @Test
  void writesReferencesAsEnginesTakeThem() {
    RepositoryName repository = RepositoryName.of("team/housing");

    assertThat(new ImageReference("127.0.0.1:5000", repository, Tag.of("3")))
        .hasToString("127.0.0.1:5000/team/housing:3");
    assertThat(new ImageReference("127.0.0.1:5000", repository, Digest.ofHex(HEX)))
        .hasToString("127.0.0.1:5000/team/housing@sha256:" + HEX);
  }
}
