package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.modelwright.gateway.identity.KeyRing;
import dev.modelwright.gateway.identity.SigningKey;
import dev.modelwright.testsupport.TestIssuer;
import dev.modelwright.web.ServiceTokens;
import dev.modelwright.web.SharedSecret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Good and bad tokens of our own issuer and of another, which is a real one in its own process.
 * Every bad one is a good one but for one fault.
 */
class TokenChecksIT {

  private static final String ACCOUNT = "local/modelwright/default";

  private static RunningGateway gateway;

  /** Makes tokens as an issuer that the gateway trusts does. */
  enum Signer {
    OWN {
      @Override
      Map<String, Object> claims(String... roles) {
        Map<String, Object> claims = times();
        claims.put("iss", "http://127.0.0.1:8080");
        claims.put("aud", List.of("modelwright"));
        claims.put("roles", List.of(roles));
        return claims;
      }

      @Override
      String sign(Map<String, Object> claims) throws Exception {
        SigningKey key = gateway.bean("keyRing", KeyRing.class).current();
        return signed(
            claims,
            new RSAKey.Builder(key.publicKey())
                .keyID(key.id())
                .privateKey(key.privateKey().orElseThrow())
                .build());
      }

      @Override
      String keys() throws Exception {
        return gateway.get("/oauth2/jwks").body();
      }
    },
    OTHER {
      @Override
      Map<String, Object> claims(String... roles) {
        Map<String, Object> claims = times();
        claims.put("iss", TestIssuer.uri());
        claims.put("aud", List.of(TestIssuer.AUDIENCE));
        claims.put("tid", TestIssuer.TENANT);
        claims.put("realm_access", Map.of("roles", List.of(roles)));
        return claims;
      }

      @Override
      String sign(Map<String, Object> claims) {
        return TestIssuer.get().sign(JsonMapper.shared().writeValueAsString(claims));
      }

      @Override
      String keys() {
        return TestIssuer.get().keys();
      }
    };

    abstract Map<String, Object> claims(String... roles);

    abstract String sign(Map<String, Object> claims) throws Exception;

    abstract String keys() throws Exception;

    private static Map<String, Object> times() {
      long now = Instant.now().getEpochSecond();
      Map<String, Object> claims = new LinkedHashMap<>();
      claims.put("sub", "somebody");
      claims.put("iat", now);
      claims.put("exp", now + 600);
      return claims;
    }

    /** The key that it says it signs with. */
    RSAKey publicKey() throws Exception {
      JWK key = JWKSet.parse(keys()).getKeys().getFirst();
      return key.toRSAKey();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
    TestIssuer.get();
  }

  @ParameterizedTest
  @EnumSource
  void takesAGoodToken(Signer signer) throws Exception {
    assertThat(get(signer.sign(signer.claims("reader@" + ACCOUNT))).statusCode()).isEqualTo(200);
  }

  @Test
  void takesWhatTheOtherIssuerGivesToItsClient() throws Exception {
    String token =
        JsonMapper.shared()
            .readTree(TestIssuer.get().tokenAnswer())
            .get("access_token")
            .stringValue();

    assertThat(get(token).statusCode()).isEqualTo(200);
    assertThat(gateway.send(gateway.request(ORIGINAL + "/models", token)).statusCode())
        .isEqualTo(200);
  }

  private record Fault(
      String name, String words, Function<Map<String, Object>, Map<String, Object>> claims) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> faults() {
    long now = Instant.now().getEpochSecond();
    List<Fault> faults =
        List.of(
            new Fault(
                "expired", "it expired at", with("iat", now - 600).andThen(with("exp", now - 60))),
            new Fault("that ends before it begins", "ends before", with("exp", now - 60)),
            new Fault("not yet valid", "it is not valid before", with("nbf", now + 360)),
            new Fault("without an end", "it has no end", with("exp", null)),
            new Fault(
                "for another audience", "another audience", with("aud", List.of("somebody-else"))),
            new Fault("without audience", "another audience", with("aud", null)),
            new Fault(
                "of an unknown issuer",
                "none that this installation trusts",
                with("iss", "https://issuer.example.org")),
            new Fault("without issuer", "names no issuer", with("iss", null)));
    return Stream.of(Signer.values())
        .flatMap(signer -> faults.stream().map(fault -> Arguments.of(signer, fault)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesAToken(Signer signer, Fault fault) throws Exception {
    assertRefused(signer.sign(fault.claims().apply(signer.claims("owner"))), fault.words());
  }

  @ParameterizedTest
  @EnumSource
  void refusesTheIssuersTokenUnderTheOtherIssuersName(Signer signer) throws Exception {
    Signer other = signer == Signer.OWN ? Signer.OTHER : Signer.OWN;

    assertRefused(signer.sign(other.claims("owner")), "no such key");
  }

  @ParameterizedTest
  @EnumSource
  void refusesAForgedSignature(Signer signer) throws Exception {
    RSAKey forger = new RSAKeyGenerator(2048).keyID(signer.publicKey().getKeyID()).generate();

    assertRefused(signed(signer.claims("owner"), forger), "signature is not that of its issuer");
  }

  @ParameterizedTest
  @EnumSource
  void refusesClaimsThatWereChanged(Signer signer) throws Exception {
    String[] parts = signer.sign(signer.claims("reader@" + ACCOUNT)).split("\\.");
    String[] others = signer.sign(signer.claims("owner")).split("\\.");

    assertRefused(
        parts[0] + "." + others[1] + "." + parts[2], "signature is not that of its issuer");
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnUnknownKey(Signer signer) throws Exception {
    RSAKey unknown = new RSAKeyGenerator(2048).keyID("unknown").generate();

    assertRefused(signed(signer.claims("owner"), unknown), "no such key");
  }

  @ParameterizedTest
  @EnumSource
  void refusesATokenThatIsNotSigned(Signer signer) throws Exception {
    String unsigned = new PlainJWT(JWTClaimsSet.parse(signer.claims("owner"))).serialize();
    String[] parts = signer.sign(signer.claims("owner")).split("\\.");
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

    assertRefused(unsigned, "not signed");
    assertRefused(none + "." + parts[1] + "." + parts[2], "not signed|no JSON Web Token");
    assertRefused(parts[0] + "." + parts[1] + ".", "signature|no JSON Web Token");
  }

  /** The public key is everybody's; taken for a shared secret, anybody could sign with it. */
  @ParameterizedTest
  @EnumSource
  void refusesTheIssuersPublicKeyAsASharedSecret(Signer signer) throws Exception {
    RSAKey key = signer.publicKey();
    for (byte[] secret :
        List.of(
            key.toRSAPublicKey().getEncoded(),
            pem(key).getBytes(StandardCharsets.US_ASCII),
            key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
              JWTClaimsSet.parse(signer.claims("owner")));
      token.sign(new MACSigner(secret));

      assertRefused(token.serialize(), "signs in another way");
    }
  }

  @Test
  void refusesATokenOfAnotherTenant() throws Exception {
    Map<String, Object> claims = Signer.OTHER.claims("owner");
    claims.put("tid", "another");
    assertRefused(Signer.OTHER.sign(claims), "another tenant");

    claims.remove("tid");
    assertRefused(Signer.OTHER.sign(claims), "another tenant");
  }

  @Test
  void refusesTheTokensOfOurServicesAndTheSecretBehindThem() throws Exception {
    ServiceTokens services =
        new ServiceTokens(
            SharedSecret.of(RunningGateway.SECRET), "manifest-service", Clock.systemUTC());

    assertRefused(
        services.authorization().substring("Bearer ".length()),
        "none that this installation trusts");
    assertRefused(RunningGateway.SECRET, "no JSON Web Token");
  }

  @ParameterizedTest
  @EnumSource
  void refusesRolesThatAreNone(Signer signer) throws Exception {
    Map<String, Object> without = signer.claims();
    without.remove("roles");
    without.remove("realm_access");

    assertForbidden(get(signer.sign(without)), "the token has no role");
    assertForbidden(
        get(signer.sign(signer.claims("admin", "owner@", "reader@a/b/c/d", "Owner of all"))),
        "the token has no role");
  }

  @ParameterizedTest
  @EnumSource
  void refusesATokenOfAnotherAccount(Signer signer) throws Exception {
    String token = signer.sign(signer.claims("owner@sub/my(group)/acc.2"));

    assertForbidden(get(token), "reader in account '" + ACCOUNT + "'");
    HttpResponse<String> response = gateway.send(gateway.request(ORIGINAL + "/models", token));
    assertForbidden(response, "reader in account 'sub/my(group)/acc.1'");
    assertThat(response.body()).contains("owner@sub/my(group)/acc.2");
  }

  @Test
  void followsTheOtherIssuerToItsNextKey() throws Exception {
    String before = Signer.OTHER.sign(Signer.OTHER.claims("reader"));
    assertThat(get(before).statusCode()).isEqualTo(200);

    TestIssuer.get().rotate();
    String after = Signer.OTHER.sign(Signer.OTHER.claims("reader"));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(get(after).statusCode()).isEqualTo(200));
    assertRefused(before, "no such key");
  }

  @Test
  void asksToComeBackWhileAnIssuerIsAway() throws Exception {
    Map<String, Object> claims = Signer.OWN.claims("owner");
    claims.put("iss", RunningGateway.DEAD_ISSUER);

    HttpResponse<String> response = get(Signer.OWN.sign(claims));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(get(Signer.OWN.sign(Signer.OWN.claims("reader"))).statusCode()).isEqualTo(200);
  }

  @Test
  void saysThatATokenIsMissing() throws Exception {
    HttpResponse<String> response =
        gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/models")));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"modelwright\"");
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  private static HttpResponse<String> get(String token) throws Exception {
    return gateway.send(gateway.request("/models", token));
  }

  private static void assertRefused(String token, String words) throws Exception {
    HttpResponse<String> response = get(token);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
    assertThat(body(response).get("code").stringValue()).isEqualTo("InvalidToken");
    assertThat(body(response).get("message").stringValue()).containsPattern(words);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Bearer error=\"invalid_token\", error_description=")
        .containsPattern(words);
  }

  private static void assertForbidden(HttpResponse<String> response, String words) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
    assertThat(body(response).get("code").stringValue()).isEqualTo("Forbidden");
    assertThat(body(response).get("message").stringValue()).contains(words);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Bearer error=\"insufficient_scope\"");
  }

  private static UnaryOperator<Map<String, Object>> with(String claim, Object value) {
    return claims -> {
      claims.put(claim, value);
      claims.values().removeIf(Objects::isNull);
      return claims;
    };
  }

  private static String signed(Map<String, Object> claims, RSAKey key) throws Exception {
    Map<String, Object> parsed = new LinkedHashMap<>(claims);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            JWTClaimsSet.parse(parsed));
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static String pem(RSAKey key) throws Exception {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(key.toRSAPublicKey().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }
}
