package dev.modelwright.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTests {

  @ParameterizedTest
  @CsvSource({
    "0,0 bytes",
    "1,1 byte",
    "999,999 bytes",
    "1000,1.0 kB",
    "28300000,28.3 MB",
    "5000000000,5.0 GB",
    "9223372036854775807,9223372.0 TB"
  })
  void bytesAreDecimal(long bytes, String expected) {
    assertThat(Quantities.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.0 s",
    "420,0.4 s",
    "9999,10.0 s",
    "12000,12 s",
    "200000,3 min 20 s",
    "7500000,2 h 5 min"
  })
  void timesAreAsFineAsTheyMatter(long millis, String expected) {
    assertThat(Quantities.time(Duration.ofMillis(millis))).isEqualTo(expected);
  }
}
