package dev.modelwright.gateway.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.gateway.identity.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class CheckedTokensTests {

  private final List<String> checked = new ArrayList<>();
  private final Set<String> published = new HashSet<>(Set.of("key"));
  private final MutableClock clock = new MutableClock();
  private final CheckedTokens tokens = new CheckedTokens(this::check, published::contains, clock);

  private Jwt check(String token) {
    checked.add(token);
    return Jwt.withTokenValue(token)
        .header("kid", "key")
        .subject("somebody")
        .expiresAt(clock.instant().plus(Duration.ofHours(1)))
        .build();
  }

  @Test
  void checksATokenOnce() {
    Jwt first = tokens.decode("one");

    assertThat(tokens.decode("one")).isSameAs(first);
    tokens.decode("two");
    assertThat(checked).containsExactly("one", "two");
  }

  @Test
  void checksAgainWhatHasEnded() {
    tokens.decode("one");
    clock.advance(Duration.ofHours(1));

    tokens.decode("one");

    assertThat(checked).containsExactly("one", "one");
  }

  @Test
  void checksAgainWhoseKeyHasGone() {
    tokens.decode("one");
    published.clear();

    tokens.decode("one");

    assertThat(checked).containsExactly("one", "one");
  }
}
