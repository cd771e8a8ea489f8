package dev.modelwright.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WasbUrlTests {

  @ParameterizedTest
  @CsvSource({
    "wasb://models@acc.blob.core.windows.net/a/b%20c.zip, https://acc.blob.core.windows.net/models/a/b%20c.zip",
    "WASBS://$root@acc.blob.core.windows.net/a, https://acc.blob.core.windows.net/$root/a",
    "https://user@example.com/a, https://user@example.com/a"
  })
  void becomesTheHttpsUrlOfTheBlob(URI url, URI mapped) {
    assertThat(WasbUrl.mapped(url)).isEqualTo(mapped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wasb:///a",
        "wasb://acc.blob.core.windows.net/a",
        "wasb://models@169.254.169.254/a",
        "wasb://models:secret@acc.blob.core.windows.net/a",
        "wasb://models@acc.blob.core.windows.net/",
        "wasb:a"
      })
  void isRefusedInWordsWhenItNamesNoBlob(String url) {
    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> WasbUrl.mapped(URI.create(url)))
        .withMessageContaining("wasb://container@account")
        .withMessageNotContaining("secret");
  }
}
