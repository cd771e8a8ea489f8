package dev.modelwright.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "07b56951-3ce6-481a-bcb7-e76ee669e990",
        "07b569513ce6481abcb7e76ee669e990",
        "07B56951-3CE6-481A-BCB7-E76EE669E990",
        "{07b56951-3ce6-481a-bcb7-e76ee669e990}",
        "{07B569513CE6481ABCB7E76EE669E990}"
      })
  void readsEverySpelling(String text) {
    assertThat(Ids.parse(text)).hasValue(UUID.fromString("07b56951-3ce6-481a-bcb7-e76ee669e990"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "1-1-1-1-1",
        "07b56951-3ce6481a-bcb7-e76ee669e990",
        "{07b56951-3ce6-481a-bcb7-e76ee669e990",
        "07b56951-3ce6-481a-bcb7-e76ee669e99g",
        "07b56951-3ce6-481a-bcb7-e76ee669e990 "
      })
  void refusesWhatIsNoId(String text) {
    assertThat(Ids.parse(text)).isEmpty();
  }
}
