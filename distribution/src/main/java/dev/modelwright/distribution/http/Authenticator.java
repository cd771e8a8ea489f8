package dev.modelwright.distribution.http;

import dev.modelwright.distribution.ContainerRegistryRefusedException;
import dev.modelwright.distribution.Credentials;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers the challenges of a container registry: none, basic, or bearer tokens. */
final class Authenticator {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What the token protocol says when a response does not. */
  private static final long DEFAULT_LIFETIME = 60;

  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Optional<Credentials> credentials;
  private final Exchange exchange;
  private final InstantSource clock;
  private final Map<Scope, Authorization> tokens = new ConcurrentHashMap<>();
  private volatile boolean basic;

  Authenticator(Optional<Credentials> credentials, Exchange exchange, InstantSource clock) {
    this.credentials = credentials;
    this.exchange = exchange;
    this.clock = clock;
  }

  /** Header for a call that was not challenged yet. */
  Optional<String> known(Scope scope) {
    if (basic) {
      return credentials.map(Authenticator::basic);
    }
    return Optional.ofNullable(tokens.get(scope))
        .filter(token -> clock.instant().isBefore(token.expiry))
        .map(Authorization::header);
  }

  /**
   * Header that answers the challenge of a response.
   *
   * @param refused header that led to the challenge
   * @return empty when there is no other answer than the refused one
   */
  Optional<String> answer(HttpResponse<?> challenged, Scope scope, Optional<String> refused) {
    tokens.remove(scope);
    return challenged.headers().allValues("www-authenticate").stream()
        .map(Challenge::parse)
        .flatMap(challenge -> answer(challenge, scope).stream())
        .filter(header -> refused.isEmpty() || !refused.get().equals(header))
        .findFirst();
  }

  private Optional<String> answer(Challenge challenge, Scope scope) {
    if (challenge.isBasic()) {
      basic = credentials.isPresent();
      return credentials.map(Authenticator::basic);
    }
    if (challenge.isBearer()) {
      Authorization token = fetchToken(challenge, scope);
      tokens.put(scope, token);
      return Optional.of(token.header);
    }
    return Optional.empty();
  }

  private Authorization fetchToken(Challenge challenge, Scope scope) {
    URI realm = tokenUri(challenge, scope);
    HttpRequest.Builder request = HttpRequest.newBuilder(realm).GET();
    credentials.ifPresent(known -> request.header("Authorization", basic(known)));
    HttpResponse<byte[]> response = exchange.send(request);
    if (response.statusCode() != 200) {
      Failures.throwIfPassing(response);
      throw new ContainerRegistryRefusedException(
          "Cannot get a token from '%s': status %d. Check the user name and password of the container registry."
              .formatted(realm.getAuthority(), response.statusCode()),
          response.statusCode());
    }
    return read(realm, response.body());
  }

  private Authorization read(URI realm, byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      String token = json.path("token").stringValue(json.path("access_token").stringValue(null));
      if (token != null) {
        long lifetime = json.path("expires_in").asLong(DEFAULT_LIFETIME);
        Instant expiry = clock.instant().plusSeconds(lifetime).minus(MARGIN);
        return new Authorization("Bearer " + token, expiry);
      }
    } catch (JacksonException _) {
      // As if there were no token in it.
    }
    throw new ContainerRegistryRefusedException(
        "Cannot get a token from '%s': its answer holds none. Check the URL of the container registry."
            .formatted(realm.getAuthority()),
        200);
  }

  private static URI tokenUri(Challenge challenge, Scope scope) {
    Stream<String> service =
        Stream.ofNullable(challenge.parameters().get("service")).map(s -> "service=" + encoded(s));
    Stream<String> scopes = scope.values().stream().map(s -> "scope=" + encoded(s));
    String query = Stream.concat(service, scopes).collect(Collectors.joining("&"));
    String realm = challenge.parameters().get("realm");
    return URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
  }

  /** RFC 7617. */
  private static String basic(Credentials credentials) {
    byte[] pair =
        (credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private record Authorization(String header, Instant expiry) {}

  /** Sends a request that needs no further authorization. */
  @FunctionalInterface
  interface Exchange {

    HttpResponse<byte[]> send(HttpRequest.Builder request);
  }
}
