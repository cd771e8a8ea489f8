package dev.modelwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.embedded.LoopbackPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StandaloneSettingsTests {

  @Test
  void needNothing() {
    StandaloneSettings settings = StandaloneSettings.of(Map.of());

    assertThat(settings.home()).isEqualTo(Path.of(System.getProperty("user.home"), ".modelwright"));
    assertThat(settings.bind()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(new LoopbackPort(8080));
    assertThat(settings.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(settings.mongoUri()).isEmpty();
    assertThat(settings.containerRegistry()).isEmpty();
    assertThat(settings.runtimes()).isEqualTo(Path.of(".tools/runtimes").toAbsolutePath());
    assertThat(settings.workers()).isEqualTo(1);
  }

  @Test
  void countAnEmptyVariableAsAbsent() {
    assertThat(
            StandaloneSettings.of(Map.of("MODELWRIGHT_PORT", " ", "MODELWRIGHT_MONGODB_URI", "")))
        .isEqualTo(StandaloneSettings.of(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:9000",
    "0.0.0.0,   http://127.0.0.1:9000",
    "'::',      http://127.0.0.1:9000",
    "'::1',     http://[::1]:9000"
  })
  void makeAPublicUrlThatThisMachineReaches(String bind, URI url) {
    assertThat(
            StandaloneSettings.of(Map.of("MODELWRIGHT_BIND", bind, "MODELWRIGHT_PORT", "9000"))
                .publicUrl())
        .isEqualTo(url);
  }

  @Test
  void takeTheUsersOwnInfrastructure() {
    StandaloneSettings settings =
        StandaloneSettings.of(
            Map.of(
                "MODELWRIGHT_MONGODB_URI", "mongodb://mongo.example.org",
                "MODELWRIGHT_CONTAINER_REGISTRY_URL", "https://images.example.org",
                "MODELWRIGHT_CONTAINER_REGISTRY_USERNAME", "somebody",
                "MODELWRIGHT_CONTAINER_REGISTRY_PASSWORD", "secret"));

    assertThat(settings.mongoUri()).contains("mongodb://mongo.example.org");
    assertThat(settings.containerRegistry())
        .hasValueSatisfying(registry -> {
          assertThat(registry.url()).isEqualTo(URI.create("https://images.example.org"));
          assertThat(registry.publicAddress()).isEqualTo("images.example.org");
          assertThat(registry.username()).contains("somebody");
          assertThat(registry.password()).contains("secret");
        });
    assertThat(settings.toString()).doesNotContain("secret");
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("MODELWRIGHT_PORT", "80a", "it is no port"),
        Arguments.of("MODELWRIGHT_PORT", "70000", "it is no port"),
        Arguments.of("MODELWRIGHT_BIND", "no such host.invalid", "it is no address"),
        Arguments.of("MODELWRIGHT_WORKERS", "0", "it is no number of builds"),
        Arguments.of("MODELWRIGHT_WORKERS", "many", "it is no number of builds"),
        Arguments.of("MODELWRIGHT_PUBLIC_URL", "example.org", "it is no http or https address"),
        Arguments.of("MODELWRIGHT_CONTAINER_REGISTRY_URL", "ftp://x", "it is no http or https"),
        Arguments.of("MODELWRIGHT_CONTAINER_REGISTRY_URL", "a b", "it is no http or https"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void nameTheVariableThatCannotBeUsed(String variable, String value, String cause) {
    assertThatThrownBy(() -> StandaloneSettings.of(Map.of(variable, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("Cannot use %s '%s': %s".formatted(variable, value, cause))
        .hasMessageContaining("Write ");
  }
}
