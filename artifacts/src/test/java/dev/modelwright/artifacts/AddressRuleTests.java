package dev.modelwright.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
        "http://192.0.0.8/a",
        "http://198.18.0.1/a",
        "http://[::1]/a",
        "http://[::]/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://[::7f00:1]/a",
        "http://[fe80::1]/a",
        "http://[fd00::1]/a",
        "http://[64:ff9b::7f00:1]/a",
        "http://[2002:7f00:1::]/a",
        "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/a",
        "http://[::ffff:169.254.169.254]/a",
        "http://[fec0::1]/a"
      })
  void refusesAddressesThatAreNotPublic(String url) {
    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> check(false, url))
        .withMessageContaining("not public");
  }

  /** Forms that some resolvers know and others read in another way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/a",
        "http://127.1/a",
        "http://169.254.169.254./latest/meta-data",
        "http://[fe80::1%25lo]/a",
        "http://0x7f000001/a",
        "http://0x7f.0.0.1/a",
        "http://0177.0.0.1/a",
        "http://017700000001/a",
        "http://0251.0376.0251.0376/a",
        "http://[::ffff:7f00:1]/a"
      })
  void refusesEverySpellingOfThem(String url) {
    assertThatExceptionOfType(ContentException.class).isThrownBy(() -> check(false, url));
  }

  @Test
  void refusesANameThatLeadsToSuchAnAddressToo() {
    AddressRule rule =
        new AddressRule(
            false,
            Set.of(),
            _ ->
                new InetAddress[] {
                  InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")
                });

    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> rule.check(URI.create("http://public.example/a")))
        .withMessageContaining("10.0.0.1")
        .withMessageContaining("modelwright.fetch.allowed-hosts");
  }

  @Test
  void takesTheHostsThatTheOperatorAllows() {
    AddressRule rule =
        new AddressRule(false, Set.of("127.0.0.1:9000", "localhost"), InetAddress::getAllByName);

    assertThat(rule.check(URI.create("http://127.0.0.1:9000/a"))).hasSize(1);
    assertThat(rule.check(URI.create("http://LocalHost:1/a"))).isNotEmpty();
    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> rule.check(URI.create("http://127.0.0.1:9001/a")));
    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> rule.check(URI.create("http://127.0.0.1/a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://8.8.8.8/a", "https://1.1.1.1:8443/a", "http://[2606:4700::1]/a"})
  void takesPublicAddresses(String url) {
    assertThatCode(() -> check(false, url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://example.com/a", "jar:file:/a!/b", "a/b", "http:/a"})
  void refusesWhateverIsNoWebAddress(String url) {
    assertThatExceptionOfType(ForbiddenUrlException.class).isThrownBy(() -> check(true, url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:secret@127.0.0.1/a", "http://secret@127.0.0.1/a"})
  void refusesCredentialsAndDoesNotRepeatThem(String url) {
    assertThatExceptionOfType(ForbiddenUrlException.class)
        .isThrownBy(() -> check(true, url))
        .withMessageNotContaining("secret");
  }

  private static void check(boolean privateAddresses, String url) {
    new AddressRule(privateAddresses, Set.of(), InetAddress::getAllByName).check(URI.create(url));
  }
}
