package dev.modelwright.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerRegistryAccessTests {

  @Test
  void saysWhereImagesArePulledFrom() {
    assertThat(access("http://registry:5000", "127.0.0.1:5000", Optional.empty()).location())
        .isEqualTo("127.0.0.1:5000");
    assertThat(access("https://r.example.org/", "r.example.org", Optional.of("team/a")).location())
        .isEqualTo("r.example.org/team/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host",
        "http:///",
        "registry:5000",
        "http://user:secret@host",
        "http://host/v2",
        "http://host?q=secret",
        "http://host#f"
      })
  void refusesUrlsThatAreNoAddress(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> access(url, "host", Optional.empty()))
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://host", "host/path", "host:", "-host", "host:port", "a b"})
  void refusesPublicAddressesThatNoImageCanHave(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> access("http://host", address, Optional.empty()));
  }

  @Test
  void leavesRoomForTheNamesOfImages() {
    access("http://host", "host", Optional.of("a".repeat(126)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> access("http://host", "host", Optional.of("a".repeat(127))))
        .withMessageContaining("127 characters");
  }

  private static ContainerRegistryAccess access(
      String url, String address, Optional<String> prefix) {
    return new ContainerRegistryAccess(
        URI.create(url), address, prefix.map(RepositoryName::of), Optional.empty());
  }
}
