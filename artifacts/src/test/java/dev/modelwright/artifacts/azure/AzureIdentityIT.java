package dev.modelwright.artifacts.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.ArtifactsContract;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.testsupport.TestAzurite;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The store reached by an identity, so that every URL is signed with a user delegation key. */
class AzureIdentityIT extends ArtifactsContract {

  private static final String PASSWORD = "password";

  @TempDir static Path directory;

  private static TestAzurite azurite;
  private static com.azure.core.http.HttpClient http;

  private final AzureArtifacts artifacts =
      AzureArtifacts.withIdentity(
          StoreName.DEFAULT,
          azurite.endpoint("https"),
          "test-" + UUID.randomUUID(),
          anybody(),
          http,
          clock);

  /** Azurite takes tokens on TLS only. */
  @BeforeAll
  static void start() throws Exception {
    Path keyStore = directory.resolve("azurite.p12");
    Path certificate = directory.resolve("azurite.pem");
    keytool(
        keyStore,
        "-genkeypair -keyalg RSA -dname CN=127.0.0.1 -ext SAN=ip:127.0.0.1 -storetype PKCS12");
    keytool(keyStore, "-exportcert -rfc -file " + certificate);
    azurite =
        TestAzurite.start(
            Map.of(
                "/azurite.p12",
                Files.readAllBytes(keyStore),
                "/azurite.pem",
                Files.readAllBytes(certificate)),
            // It copies blobs by asking itself.
            Map.of("NODE_EXTRA_CA_CERTS", "/azurite.pem"),
            List.of("--oauth", "basic", "--cert", "/azurite.p12", "--pwd", PASSWORD));
    http = new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(trusting(keyStore))).build();
  }

  @AfterAll
  static void stop() {
    azurite.close();
  }

  @Override
  protected Artifacts artifacts() {
    return artifacts;
  }

  @Test
  void signsWithAKeyThatAzureLends() {
    assertThat(
            artifacts
                .sign(ArtifactPath.upload("a"), Permission.READ, Duration.ofDays(1))
                .url()
                .getQuery())
        .contains("skoid=", "ske=");
  }

  @Test
  void saysThatNoUrlCanLastLongerThanSuchAKey() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> artifacts.sign(ArtifactPath.upload("a"), Permission.READ, Duration.ofDays(8)))
        .withMessageContaining("modelwright.uploads.validity");
  }

  private static void keytool(Path keyStore, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(
        List.of("-alias", "azurite", "-keystore", keyStore.toString(), "-storepass", PASSWORD));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(output).isZero();
  }

  private static SSLContext trusting(Path file) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      keys.load(content, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("azurite", keys.getCertificate("azurite"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Azurite looks at what a token says and not at who signed it. */
  private static TokenCredential anybody() {
    OffsetDateTime now = OffsetDateTime.now();
    OffsetDateTime end = now.plusHours(1);
    String claims =
        """
        {"aud": "https://storage.azure.com", "iss": "https://sts.windows.net/%1$s/",
         "tid": "%1$s", "oid": "%1$s", "nbf": %2$d, "iat": %2$d, "exp": %3$d}
        """
            .formatted(
                "11111111-1111-1111-1111-111111111111",
                now.minusMinutes(5).toEpochSecond(),
                end.toEpochSecond());
    String token = base64("{\"alg\": \"none\", \"typ\": \"JWT\"}") + "." + base64(claims) + ".c2ln";
    return _ -> Mono.just(new AccessToken(token, end));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
  }
}
