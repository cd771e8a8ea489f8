package dev.modelwright.gateway.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.gateway.blob.SharedKey.SignedRequest;
import dev.modelwright.gateway.blob.StorageAccounts.StorageAccount;
import dev.modelwright.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests as the storage library of the original's client (azure-storage 0.36.0) signed them. */
class SharedKeyTests {

  private static final String ACCOUNT = "mw0123456789abcdef0123";
  private static final String KEY = "A".repeat(86) + "==";
  private static final StorageAccount SIGNER = new StorageAccount(ACCOUNT, KEY, StoreName.DEFAULT);
  private static final Instant NOW = Instant.parse("2026-11-26T20:01:00Z");

  private final SharedKey sharedKey = at(NOW);

  private static SharedKey at(Instant now) {
    return new SharedKey(
        account -> Optional.of(SIGNER).filter(_ -> account.equals(ACCOUNT)),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void takesAContainer() {
    assertThat(
            sharedKey.accountOf(
                request(
                    "/amlbdpackages",
                    Map.of("restype", List.of("container")),
                    0,
                    "f4d600f6-e9d3-11f1-9274-02fc00000001",
                    "ILd/Y1oOhUNAsvwMe3u8vkwxbnjDqY9juwEEZOuNJaE=")))
        .isEqualTo(SIGNER);
  }

  @Test
  void takesABlob() {
    assertThat(sharedKey.accountOf(blob())).isEqualTo(SIGNER);
  }

  @Test
  void takesABlockWithAnIdAndANameThatAreEncoded() {
    assertThat(
            sharedKey.accountOf(
                request(
                    "/amlbdpackages/large%20file%2B1.tar.gz",
                    Map.of(
                        "comp",
                        List.of("block"),
                        "blockid",
                        List.of(
                            "TURBd01EQXdNREF3TURBd01EQXdNREF3TURBd01EQXdNREF3TURBd01EQSUzRA==")),
                    6,
                    "f4d68954-e9d3-11f1-9274-02fc00000001",
                    "k5dcoFBEF3C7FefmT4WF/cW79boWgC1eOU6npSR2QhI=")))
        .isEqualTo(SIGNER);
  }

  @Test
  void takesABlockList() {
    assertThat(
            sharedKey.accountOf(
                request(
                    "/amlbdpackages/large%20file%2B1.tar.gz",
                    Map.of("comp", List.of("blocklist")),
                    224,
                    "f4d6cffe-e9d3-11f1-9274-02fc00000001",
                    "nY83Mgs1AU/lsLGFf/kU6BddtrJ4vMm5pgWVV5Up/mI=")))
        .isEqualTo(SIGNER);
  }

  @Test
  void refusesARequestThatWasChangedInAnyPart() {
    SignedRequest good = blob();
    Map<String, String> longer = new HashMap<>(good.headers());
    longer.put("content-length", "12");
    Map<String, String> other = new HashMap<>(good.headers());
    other.put("x-ms-blob-type", "PageBlob");
    for (SignedRequest changed :
        List.of(
            new SignedRequest("DELETE", good.path(), good.query(), good.headers()),
            new SignedRequest("PUT", good.path() + "x", good.query(), good.headers()),
            new SignedRequest("PUT", good.path(), Map.of("comp", List.of("block")), good.headers()),
            new SignedRequest("PUT", good.path(), good.query(), longer),
            new SignedRequest("PUT", good.path(), good.query(), other))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> sharedKey.accountOf(changed))
          .withMessageContaining("the signature is not one of the storage account")
          .satisfies(e -> assertThat(e.problem().statusCode()).isEqualTo(403));
    }
  }

  @Test
  void refusesARequestThatIsRepeatedLater() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> at(NOW.plus(Duration.ofMinutes(20))).accountOf(blob()))
        .withMessageContaining("more than 15 minutes from our clock");
  }

  private static SignedRequest blob() {
    Map<String, String> headers =
        headers(
            11,
            "f4d6577c-e9d3-11f1-9274-02fc00000001",
            "zU021yfr+ReruH1HnHK6qKqo4Vp0ohiKrtMvM7HUL/Y=");
    headers.put("x-ms-blob-type", "BlockBlob");
    headers.put("x-ms-blob-content-type", "application/octet-stream");
    return new SignedRequest("PUT", "/amlbdpackages/5be8905c.tar.gz", Map.of(), headers);
  }

  private static SignedRequest request(
      String path, Map<String, List<String>> query, int length, String id, String signature) {
    return new SignedRequest("PUT", path, query, headers(length, id, signature));
  }

  private static Map<String, String> headers(int length, String id, String signature) {
    return new HashMap<>(
        Map.of(
            "host",
            ACCOUNT + ".blob.core.windows.net",
            "connection",
            "keep-alive",
            "content-length",
            Integer.toString(length),
            "x-ms-version",
            "2017-04-17",
            "x-ms-client-request-id",
            id,
            "x-ms-date",
            "Thu, 26 Nov 2026 19:59:58 GMT",
            "authorization",
            "SharedKey " + ACCOUNT + ":" + signature));
  }
}
