package dev.modelwright.artifacts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/a",
        "http://127.8.9.10/a",
        "http://localhost:8080/a",
        "http://0.0.0.0/a",
        "http://10.1.2.3/a",
        "http://172.16.0.1/a",
        "http://192.168.1.1/a",
        "http://100.64.0.1/a",
        "http://169.254.169.254/latest/meta-data",
        "http://224.0.0.1/a",
        "http://255.255.255.255/a",
        "http://2130706433/a",
        "http://[::1]/a",
        "http://[::]/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://[::7f00:1]/a",
        "http://[fe80::1]/a",
        "http://[fd00::1]/a",
        "http://[64:ff9b::7f00:1]/a",
        "http://[2002:7f00:1::]/a"
      })
  void refusesAddressesThatAreNotPublic(String url) {
    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> new AddressRule(false).check(URI.create(url)))
        .withMessageContaining("not public");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://8.8.8.8/a", "https://1.1.1.1:8443/a", "http://[2606:4700::1]/a"})
  void takesPublicAddresses(String url) {
    assertThatCode(() -> new AddressRule(false).check(URI.create(url))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://example.com/a", "jar:file:/a!/b", "a/b", "http:/a"})
  void refusesWhateverIsNoWebAddress(String url) {
    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> new AddressRule(true).check(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:secret@127.0.0.1/a", "http://secret@127.0.0.1/a"})
  void refusesCredentialsAndDoesNotRepeatThem(String url) {
    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> new AddressRule(true).check(URI.create(url)))
        .withMessageNotContaining("secret");
  }
}
