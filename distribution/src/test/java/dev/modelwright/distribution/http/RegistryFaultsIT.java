package dev.modelwright.distribution.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.modelwright.distribution.ContainerRegistryRefusedException;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.DamagedContentException;
import dev.modelwright.distribution.Descriptor;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.ImageManifest;
import dev.modelwright.distribution.MediaTypes;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.StoredManifest;
import dev.modelwright.distribution.Tag;
import dev.modelwright.distribution.UnavailableContainerRegistryException;
import dev.modelwright.distribution.http.FaultProxy.Fault;
import dev.modelwright.testsupport.TestContainerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryFaultsIT {

  private static final int SIZE = 5_000_000;
  private static final Patience ENOUGH = Patience.standard();
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final List<Duration> pauses = new ArrayList<>();
  private final byte[] bytes = random();
  private final RepositoryName repository = RepositoryName.of("faults/" + UUID.randomUUID());
  private FaultProxy proxy;

  @BeforeEach
  void standBetween() {
    proxy = new FaultProxy(TestContainerRegistry.url());
  }

  @AfterEach
  void leave() {
    proxy.close();
  }

  @Test
  void sendsAgainWhenTheContainerRegistryFails() throws IOException {
    proxy.add(Fault.times(2, "PATCH", Fault.status(500)));

    assertThat(upload(open(), OptionalLong.of(SIZE))).isEqualTo(Digest.of(bytes));

    assertThat(stored()).isEqualTo(bytes);
    assertThat(pauses).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  @Test
  void sendsAgainWhenTheConnectionBreaksAnywhere() throws IOException {
    proxy.add(Fault.times(1, "PATCH", Fault.resetAfter(0)));
    proxy.add(Fault.times(1, "PATCH", Fault.resetAfter(1)));
    proxy.add(Fault.times(1, "PATCH", Fault.resetAfter(SIZE / 2)));
    proxy.add(Fault.times(1, "PATCH", Fault.resetAfter(SIZE)));

    upload(open(), OptionalLong.empty());

    assertThat(stored()).isEqualTo(bytes);
  }

  @Test
  void sendsAgainWhenTheAnswerToTheEndIsLost() throws IOException {
    proxy.add(Fault.times(1, "PUT", Fault.resetAfter(0)));

    upload(open(), OptionalLong.of(SIZE));

    assertThat(stored()).isEqualTo(bytes);
  }

  @Test
  void waitsAsLongAsTheContainerRegistryAsks() throws IOException {
    proxy.add(Fault.times(1, "POST", Fault.status(429, "Retry-After", "7")));

    upload(open(), OptionalLong.of(SIZE));

    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    assertThat(stored()).isEqualTo(bytes);
  }

  @Test
  void neverWaitsLongerThanTheLimit() {
    proxy.add(Fault.times(1, "POST", Fault.status(429, "Retry-After", "86400")));

    upload(open(), OptionalLong.of(SIZE));

    assertThat(pauses).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void startsAgainWhenTheContainerRegistryForgotTheUpload() throws IOException {
    proxy.add(Fault.times(1, "PUT", Fault.status(404)));
    proxy.add(Fault.times(1, "PATCH", Fault.status(416)));

    upload(open(), OptionalLong.of(SIZE));

    assertThat(stored()).isEqualTo(bytes);
  }

  @Test
  void givesUpInWordsWhenNothingHelps() {
    // An answer before the end of the body may be lost with the connection.
    Fault away =
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          return Fault.status(503).strikes(exchange);
        };
    proxy.add(Fault.times(Integer.MAX_VALUE, "PATCH", away));

    assertThatThrownBy(() -> upload(open(), OptionalLong.of(SIZE)))
        .isInstanceOfSatisfying(
            UnavailableContainerRegistryException.class, e -> assertThat(e.isTransient()).isTrue())
        .hasMessageContaining(repository.value())
        .hasMessageContaining(proxy.url().getAuthority())
        .hasMessageContaining("status 503, 5 times in a row");
  }

  @Test
  void cancelsUploadsThatFailed() {
    proxy.add(Fault.times(1, "PATCH", Fault.resetAfter(SIZE / 2)));

    upload(open(), OptionalLong.of(SIZE));

    assertThat(proxy.requests()).filteredOn(r -> r.startsWith("DELETE ")).hasSize(1);
  }

  @Test
  void givesUpOnAConnectionThatTakesNoBytes() {
    CountDownLatch end = new CountDownLatch(1);
    proxy.add(exchange -> {
      if (exchange.getRequestMethod().equals("PATCH")) {
        await(end);
      }
      return false;
    });

    assertThatThrownBy(() -> upload(impatient(), OptionalLong.empty()))
        .isInstanceOf(UnavailableContainerRegistryException.class);

    end.countDown();
  }

  @Test
  void givesUpOnABlobThatStopsComing() {
    CountDownLatch end = new CountDownLatch(1);
    proxy.add(
        Fault.times(
            1,
            "GET",
            exchange -> {
              exchange.sendResponseHeaders(200, SIZE);
              exchange.getResponseBody().write(bytes, 0, 1000);
              exchange.getResponseBody().flush();
              await(end);
              return true;
            }));

    assertThatThrownBy(() -> stored(impatient()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no bytes came for 1 s");

    end.countDown();
  }

  @Test
  void givesUpOnAContainerRegistryThatDoesNotAnswer() {
    CountDownLatch end = new CountDownLatch(1);
    proxy.add(exchange -> {
      await(end);
      return false;
    });

    assertThatThrownBy(() -> impatient().find(repository, Tag.of("latest")))
        .isInstanceOf(UnavailableContainerRegistryException.class)
        .hasMessageContaining("no answer within 1 s");

    end.countDown();
  }

  @Test
  void saysWhereNothingListens() {
    URI nowhere = proxy.url();
    proxy.close();

    assertThatThrownBy(() -> open().find(repository, Tag.of("latest")))
        .isInstanceOf(UnavailableContainerRegistryException.class)
        .hasMessageContaining(nowhere.getAuthority())
        .hasMessageContaining("ConnectException");
  }

  @Test
  void doesNotRepeatWhatIsRefused() {
    proxy.add(Fault.times(Integer.MAX_VALUE, "POST", Fault.status(403)));

    assertThatThrownBy(() -> upload(open(), OptionalLong.of(SIZE)))
        .isInstanceOfSatisfying(
            ContainerRegistryRefusedException.class,
            e -> {
              assertThat(e.isTransient()).isFalse();
              assertThat(e.statusCode()).isEqualTo(403);
            })
        .hasMessageContaining("user name and password of the container registry");
    assertThat(pauses).isEmpty();
  }

  @Test
  void noticesDamagedBlobs() {
    upload(open(), OptionalLong.of(SIZE));
    proxy.add(
        Fault.times(
            1,
            "GET",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("something else".getBytes(StandardCharsets.UTF_8));
              exchange.close();
              return true;
            }));

    assertThatThrownBy(this::stored).isInstanceOf(DamagedContentException.class);
  }

  @Test
  void cancelsTheUploadThatIsOfferedInPlaceOfAMount() {
    proxy.add(Fault.times(1, "POST", Fault.status(202, "Location", "/v2/a/blobs/uploads/session")));

    boolean mounted = open().mount(repository, RepositoryName.of("other"), Digest.of(bytes));

    assertThat(mounted).isFalse();
    assertThat(proxy.requests()).last().isEqualTo("DELETE /v2/a/blobs/uploads/session");
  }

  @Test
  void answersBasicChallenge() {
    Credentials credentials = new Credentials("worker", "s3cret:é");
    proxy.add(exchange -> requireHeader(exchange, basic(credentials), "Basic realm=\"registry\""));

    upload(withCredentials(credentials), OptionalLong.of(SIZE));

    assertThat(withCredentials(credentials).hasBlob(repository, Digest.of(bytes))).isTrue();
  }

  @Test
  void storesAManifestAgainWhenItsBlobIsNotSeenYet() {
    upload(open(), OptionalLong.of(SIZE));
    Descriptor config = new Descriptor(MediaTypes.IMAGE_CONFIG, Digest.of(bytes), SIZE);
    StoredManifest manifest = new ImageManifest(null, config, List.of(), new TreeMap<>()).store();
    byte[] words =
        "{\"errors\": [{\"code\": \"MANIFEST_BLOB_UNKNOWN\", \"message\": \"blob unknown to registry\"}]}"
            .getBytes(StandardCharsets.UTF_8);
    Fault unknown =
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(400, words.length);
          exchange.getResponseBody().write(words);
          exchange.close();
          return true;
        };
    proxy.add(Fault.times(2, "PUT", unknown));

    open().put(repository, manifest.digest(), manifest);

    assertThat(open().find(repository, manifest.digest())).isPresent();
    assertThat(pauses).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  @Test
  void refusesWithoutCredentialsInWords() {
    proxy.add(
        Fault.times(Integer.MAX_VALUE, "GET", Fault.status(401, "WWW-Authenticate", "Basic")));

    assertThatThrownBy(() -> open().find(repository, Tag.of("latest")))
        .isInstanceOf(ContainerRegistryRefusedException.class)
        .hasMessageContaining("user name and password of the container registry");
  }

  @Test
  void doesNotTryWrongCredentialsForEver() {
    proxy.add(
        Fault.times(Integer.MAX_VALUE, "GET", Fault.status(401, "WWW-Authenticate", "Basic")));

    assertThatThrownBy(() ->
            withCredentials(new Credentials("worker", "wrong")).find(repository, Tag.of("latest")))
        .isInstanceOf(ContainerRegistryRefusedException.class)
        .hasMessageNotContaining("wrong");
    assertThat(proxy.requests()).hasSize(2);
  }

  @Test
  void fetchesBearerTokenOncePerRepository() {
    List<String> asked = new ArrayList<>();
    addTokenServer(asked, 300);

    HttpContainerRegistry registry = withCredentials(new Credentials("worker", "s3cret"));
    upload(registry, OptionalLong.of(SIZE));
    registry.hasBlob(repository, Digest.of(bytes));

    assertThat(asked)
        .singleElement()
        .satisfies(query ->
            assertThat(query)
                .contains("service=tests")
                .contains("scope=repository:%s:pull,push".formatted(repository)));
  }

  @Test
  void fetchesAnotherTokenWhenTheFirstExpiresWhileBytesAreSent() throws IOException {
    List<String> asked = new ArrayList<>();
    // An answer before the end of the body may be lost with the connection.
    Fault expired =
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          return Fault.status(401, "WWW-Authenticate", challenge()).strikes(exchange);
        };
    proxy.add(Fault.times(1, "PATCH", expired));
    addTokenServer(asked, 300);

    upload(withCredentials(new Credentials("worker", "s3cret")), OptionalLong.of(SIZE));

    assertThat(asked).hasSize(2);
    assertThat(stored(withCredentials(new Credentials("worker", "s3cret")))).isEqualTo(bytes);
  }

  @Test
  void keepsCredentialsFromHostsThatItIsSentTo() throws IOException {
    upload(open(), OptionalLong.of(SIZE));
    List<String> seen = new ArrayList<>();
    try (FaultProxy storage = new FaultProxy(TestContainerRegistry.url())) {
      storage.add(exchange -> {
        seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        return false;
      });
      Credentials credentials = new Credentials("worker", "s3cret");
      proxy.add(
          exchange -> requireHeader(exchange, basic(credentials), "Basic realm=\"registry\""));
      proxy.add(exchange -> {
        String location = storage.url() + exchange.getRequestURI().toString();
        FaultProxy.answer(exchange, 307, "Location", location);
        return true;
      });

      assertThat(stored(withCredentials(credentials))).isEqualTo(bytes);
    }
    assertThat(seen).containsExactly("null");
  }

  private void addTokenServer(List<String> asked, int lifetime) {
    proxy.add(exchange -> {
      if (!exchange.getRequestURI().getPath().equals("/token")) {
        return requireHeader(exchange, "Bearer ticket", challenge());
      }
      asked.add(exchange.getRequestURI().getQuery());
      byte[] answer =
          "{\"token\":\"ticket\",\"expires_in\":%d}"
              .formatted(lifetime)
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
      return true;
    });
  }

  private String challenge() {
    return "Bearer realm=\"%s/token\",service=\"tests\"".formatted(proxy.url());
  }

  private static boolean requireHeader(HttpExchange exchange, String expected, String challenge)
      throws IOException {
    if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return false;
    }
    FaultProxy.answer(exchange, 401, "WWW-Authenticate", challenge);
    return true;
  }

  private static String basic(Credentials credentials) {
    byte[] pair =
        (credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private HttpContainerRegistry open() {
    return registry(Optional.empty(), 5, ENOUGH);
  }

  private HttpContainerRegistry impatient() {
    return registry(Optional.empty(), 1, SHORT);
  }

  private HttpContainerRegistry withCredentials(Credentials credentials) {
    return registry(Optional.of(credentials), 5, ENOUGH);
  }

  private HttpContainerRegistry registry(
      Optional<Credentials> credentials, int attempts, Patience patience) {
    Retries retries =
        new Retries(attempts, Duration.ofMillis(1), Duration.ofSeconds(30), pauses::add);
    return new HttpContainerRegistry(proxy.url(), credentials, retries, patience);
  }

  private Digest upload(HttpContainerRegistry registry, OptionalLong size) {
    return registry.upload(
        repository,
        size,
        out -> {
          out.write(bytes);
          return Digest.of(bytes);
        });
  }

  private byte[] stored() throws IOException {
    return stored(open());
  }

  private byte[] stored(HttpContainerRegistry registry) throws IOException {
    try (InputStream content = registry.read(repository, Digest.of(bytes))) {
      return content.readAllBytes();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
