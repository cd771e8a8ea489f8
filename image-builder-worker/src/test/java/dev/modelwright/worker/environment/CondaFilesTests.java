package dev.modelwright.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CondaFilesTests {

  private static final String FILE =
      """
      name: project
      channels:
        - defaults
        - conda-forge
      dependencies:
        - python=3.11
        - pip:
          - scikit-learn==1.5.0
          - pandas
      """;

  @Test
  void ignoresNameCommentsLayoutAndOrderOfDependencies() {
    String same =
        """
        # made by hand
        channels: [defaults, conda-forge]
        dependencies:
          - pip:
            - pandas   # any
            - scikit-learn==1.5.0
          - python=3.11
        name: another
        prefix: /home/someone/envs/another
        """;

    assertThat(CondaFiles.normalise(same)).isEqualTo(CondaFiles.normalise(FILE));
  }

  @Test
  void keepsTheOrderOfChannelsForItDecides() {
    String swapped = FILE.replace("defaults", "x").replace("conda-forge", "defaults");

    assertThat(CondaFiles.normalise(swapped.replace("- x", "- conda-forge")))
        .isNotEqualTo(CondaFiles.normalise(FILE));
  }

  @Test
  void tellsAnotherVersion() {
    assertThat(CondaFiles.normalise(FILE.replace("1.5.0", "1.5.1")))
        .isNotEqualTo(CondaFiles.normalise(FILE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "- a\n- b", "a: [", "just words", "a: &x [*x, *x]"})
  void leavesWhatIsNoEnvironmentFileToTheInstaller(String text) {
    assertThat(CondaFiles.normalise(text)).isNotNull();
  }
}
