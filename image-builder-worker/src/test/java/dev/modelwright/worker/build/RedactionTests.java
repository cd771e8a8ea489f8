package dev.modelwright.worker.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from https://store/a.zip?sig=secret&se=1 fetched | from https://store/a.zip fetched",
        "https://me:secret@index/simple | https://index/simple",
        "https://token@index/simple?x=1 | https://index/simple",
        "see 'https://store/a?sig=x' there | see 'https://store/a' there",
        "what? no://thing | what? no://thing",
        "mail me@example.org? yes | mail me@example.org? yes"
      })
  void takesCredentialsAndQueriesOutOfUrls(String text, String redacted) {
    assertThat(Redaction.of(text)).isEqualTo(redacted);
  }
}
