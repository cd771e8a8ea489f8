package dev.modelwright.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequirementsFilesTests {

  @Test
  void ignoresCommentsLayoutOrderAndRepetition() {
    String one = "# mine\npandas\n\nnumpy  >=2   # fast\npandas\n";
    String other = "numpy >=2\r\npandas\r\n";

    assertThat(RequirementsFiles.normalise(one)).isEqualTo(RequirementsFiles.normalise(other));
  }

  @Test
  void joinsContinuedLines() {
    assertThat(RequirementsFiles.normalise("numpy==2.0 \\\n  --hash=sha256:aa"))
        .isEqualTo("numpy==2.0 --hash=sha256:aa");
  }

  @Test
  void keepsTheOrderOfOptionsForItDecides() {
    assertThat(RequirementsFiles.normalise("b\n--extra-index-url https://two\n-i https://one\na"))
        .isEqualTo("--extra-index-url https://two\n-i https://one\na\nb");
  }

  @Test
  void keepsTheFragmentOfAUrl() {
    assertThat(RequirementsFiles.normalise("x @ https://example.org/x.whl#sha256=aa"))
        .isEqualTo("x @ https://example.org/x.whl#sha256=aa");
  }
}
