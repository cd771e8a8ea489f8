package dev.modelwright.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

class ServiceTokensTests {

  private static final SharedSecret SECRET = SharedSecret.of("secret-of-the-tests");
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final ServiceTokens tokens = new ServiceTokens(SECRET, "gateway", at(NOW));

  @Test
  void areTakenByWhoeverKnowsTheSecret() {
    Jwt token =
        new ServiceTokens(SECRET, "registry-service", at(NOW)).decoder().decode(value(tokens));

    assertThat(token.getSubject()).isEqualTo("gateway");
    assertThat(token.getExpiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
  }

  @Test
  void areRefusedByWhoeverKnowsAnother() {
    ServiceTokens other =
        new ServiceTokens(SharedSecret.of("another-secret-of-the-tests"), "gateway", at(NOW));

    assertThatThrownBy(() -> other.decoder().decode(value(tokens)))
        .isInstanceOf(JwtException.class)
        .hasMessageContaining("Invalid signature");
  }

  @ParameterizedTest
  @ValueSource(longs = {-5, 5})
  void areTakenWhereTheClockIsFiveMinutesApart(long minutes) {
    ServiceTokens elsewhere =
        new ServiceTokens(SECRET, "registry-service", at(NOW.plus(Duration.ofMinutes(minutes))));

    assertThat(elsewhere.decoder().decode(value(tokens)).getSubject()).isEqualTo("gateway");
  }

  @Test
  void end() {
    ServiceTokens later =
        new ServiceTokens(SECRET, "gateway", at(NOW.plus(Duration.ofMinutes(11))));

    assertThatThrownBy(() -> later.decoder().decode(value(tokens)))
        .isInstanceOf(JwtException.class)
        .hasMessageContaining("it expired at 2026-11-26T12:10:00Z");
  }

  @Test
  void areUsedForMoreThanOneCall() {
    assertThat(tokens.authorization()).isEqualTo(tokens.authorization()).startsWith("Bearer ");
  }

  private static String value(ServiceTokens tokens) {
    return tokens.authorization().substring("Bearer ".length());
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
