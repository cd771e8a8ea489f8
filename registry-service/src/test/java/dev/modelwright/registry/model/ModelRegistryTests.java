package dev.modelwright.registry.model;

import static dev.modelwright.registry.model.ModelFixture.ACCOUNT;
import static dev.modelwright.registry.model.ModelFixture.NAME;
import static dev.modelwright.registry.model.ModelFixture.OTHER_ACCOUNT;
import static dev.modelwright.registry.model.ModelFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.net.httpserver.HttpServer;
import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.ContentFormat;
import dev.modelwright.artifacts.ContentPinner;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.FetchLimits;
import dev.modelwright.artifacts.RemoteContent;
import dev.modelwright.registry.account.AccountChanges;
import dev.modelwright.registry.account.AccountDirectory;
import dev.modelwright.registry.account.AccountId;
import dev.modelwright.registry.account.InMemoryAccounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelRegistryTests {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final UUID ID = UUID.fromString("07b56951-3ce6-481a-bcb7-e76ee669e990");
  private static final FetchLimits LIMITS =
      new FetchLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          100_000,
          3,
          true,
          Set.of());

  @TempDir Path directory;
  private final InMemoryModels models = new InMemoryModels();
  private final RecordedEvents events = new RecordedEvents();
  private final RemoteContent remoteContent = new RemoteContent(LIMITS);
  private HttpServer server;
  private ModelRegistry registry;

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    ContentPinner pinner =
        new ContentPinner(
            new DirectoryArtifacts(directory, URI.create("http://127.0.0.1:1"), clock),
            remoteContent,
            ArchiveLimits.standard());
    AccountDirectory accounts =
        new AccountDirectory(new InMemoryAccounts(), _ -> Optional.empty(), clock);
    AccountId other = AccountId.of(OTHER_ACCOUNT);
    accounts.put(
        other.subscription(),
        other.group(),
        other.name(),
        new AccountChanges(null, null, null, null, null));
    registry = new ModelRegistry(accounts, models, pinner, events, clock);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    remoteContent.close();
    server.stop(0);
  }

  @Test
  void registersAModelWithItsBytes() {
    URI url = serve(200, zip("housing.model/part-0"));

    registry.register(request(ID, url));

    Model registered = events.registered.getFirst();
    assertThat(registered.version()).isEqualTo(1);
    assertThat(registered.name()).isEqualTo(NAME);
    assertThat(registered.description()).isEqualTo("my housing.model");
    assertThat(registered.tags()).containsExactly("myTag");
    assertThat(registered.url()).isEqualTo(url);
    assertThat(registered.createdAt()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(registered.content().format()).isEqualTo(ContentFormat.ZIP);
    assertThat(registered.content().roots()).containsExactly("housing.model");
    assertThat(models.find(ID)).contains(registered);
  }

  @Test
  void rejectsAModelOfAnUnknownAccount() {
    registry.register(request(ID, "local/modelwright/nobody", NAME, serve(200, zip("a"))));

    assertThat(events.rejected)
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.code()).isEqualTo("UnknownAccount");
          assertThat(reason.statusCode()).isEqualTo(404);
          assertThat(reason).hasMessageContaining("'local/modelwright/nobody'");
        });
    assertThat(models.size()).isZero();
  }

  @Test
  void publishesTheFactAgainWhenTheRequestComesAgain() {
    URI url = serve(200, zip("a"));
    registry.register(request(ID, url));
    server.stop(0);

    registry.register(request(ID, url));

    assertThat(events.registered).hasSize(2).containsOnly(models.find(ID).orElseThrow());
    assertThat(models.size()).isEqualTo(1);
  }

  @Test
  void finishesARequestWhoseFactWasNotPublished() {
    URI url = serve(200, zip("a"));
    events.broken = true;
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> registry.register(request(ID, url)));
    events.broken = false;

    registry.register(request(ID, url));

    assertThat(events.registered).singleElement().extracting(Model::version).isEqualTo(1);
  }

  @Test
  void refusesAnIdOfAnotherAccountWithoutSayingWhose() {
    URI url = serve(200, zip("a"));
    registry.register(request(ID, url));

    assertThatExceptionOfType(TakenIdException.class)
        .isThrownBy(() -> registry.register(request(ID, OTHER_ACCOUNT, NAME, url)))
        .withMessageNotContaining(ACCOUNT);

    assertThat(events.registered).hasSize(1);
    assertThat(events.rejected).isEmpty();
  }

  @Test
  void refusesAnotherRequestUnderAnIdThatIsUsed() {
    URI url = serve(200, zip("a"));
    registry.register(request(ID, url));

    registry.register(request(ID, ACCOUNT, "other", url));

    RejectedException reason = events.rejected.getFirst();
    assertThat(reason.code()).isEqualTo("IdempotencyKeyReused");
    assertThat(reason.statusCode()).isEqualTo(422);
    assertThat(reason.getMessage()).contains("'other'", "'housing.model' version 1");
    assertThat(models.size()).isEqualTo(1);
  }

  @Test
  void deletesAModelOnceAndNeverRegistersItsIdAgain() {
    URI url = serve(200, zip("a"));
    registry.register(request(ID, url));
    Model model = models.find(ID).orElseThrow();

    assertThat(registry.delete(ID, OTHER_ACCOUNT)).isEmpty();
    assertThat(registry.delete(ID, ACCOUNT)).contains(model);
    registry.register(request(ID, url));

    assertThat(events.deleted).containsExactly(model);
    assertThat(models.find(ID)).isEmpty();
    assertThat(events.rejected.getFirst().code()).isEqualTo("IdTaken");
    assertThat(events.rejected.getFirst().getMessage()).contains("deleted");
  }

  @Test
  void tellsOfADeletionThatCouldNotBeToldBefore() {
    registry.register(request(ID, serve(200, zip("a"))));
    events.broken = true;
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> registry.delete(ID, ACCOUNT));
    events.broken = false;

    assertThat(registry.delete(ID, ACCOUNT)).isEmpty();

    assertThat(events.deleted).extracting(Model::id).containsExactly(ID);
  }

  static Stream<Arguments> badNames() {
    return Stream.of(
        argumentSet("missing", (String) null),
        argumentSet("empty", ""),
        argumentSet("256 characters", "a".repeat(256)),
        argumentSet("10,000 characters", "a".repeat(10_000)),
        argumentSet("slash", "a/b"),
        argumentSet("two dots", ".."),
        argumentSet("climbing", "../../etc"),
        argumentSet("hidden", ".bashrc"),
        argumentSet("option", "-rf"),
        argumentSet("line feed", "a\nb"),
        argumentSet("zero", "a\0b"),
        argumentSet("emoji", "model-🏠"),
        argumentSet("blank", "my model"));
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void refusesABadName(String name) throws IOException {
    URI url = serve(200, zip("a"));

    registry.register(request(ID, ACCOUNT, name, url));

    RejectedException reason = events.rejected.getFirst();
    assertThat(reason.statusCode()).isEqualTo(400);
    assertThat(reason.code()).isEqualTo("InvalidModel");
    assertThat(reason.getMessage())
        .contains("1 to 255 letters")
        .hasLineCount(1)
        .hasSizeLessThan(300);
    assertThat(reason.brokenRules())
        .extracting(RejectedException.BrokenRule::property)
        .containsExactly("name");
    assertThatNothingIsStored();
  }

  @ParameterizedTest
  @CsvSource({"a", "housing.model", "pose_net.cntkmodel", "0-1_2.3"})
  void takesAGoodName(String name) {
    registry.register(request(ID, ACCOUNT, name, serve(200, zip("a"))));

    assertThat(events.registered).singleElement().extracting(Model::name).isEqualTo(name);
  }

  @Test
  void takesANameOf255Characters() {
    registry.register(request(ID, ACCOUNT, "a".repeat(255), serve(200, zip("a"))));

    assertThat(events.registered).hasSize(1);
  }

  @Test
  void namesEveryBrokenRule() {
    registry.register(request(ID, "no account", "no/name", null));

    assertThat(events.rejected.getFirst().brokenRules())
        .extracting(RejectedException.BrokenRule::property)
        .containsExactly("account", "name", "url");
  }

  @ParameterizedTest
  @CsvSource({"403, 422", "404, 422", "500, 422"})
  void refusesAModelWhoseUrlDoesNotAnswer(int answer, int status) throws IOException {
    registry.register(request(ID, serve(answer, new byte[0])));

    assertThat(events.rejected.getFirst().statusCode()).isEqualTo(status);
    assertThat(events.rejected.getFirst().getMessage()).contains(String.valueOf(answer));
    assertThatNothingIsStored();
  }

  @Test
  void refusesAModelThatIsTooLarge() throws IOException {
    registry.register(request(ID, serve(200, new byte[100_001])));

    assertThat(events.rejected.getFirst().statusCode()).isEqualTo(413);
    assertThatNothingIsStored();
  }

  @Test
  void refusesAUrlThatIsNotToBeFetched() throws IOException {
    registry.register(request(ID, URI.create("file:///etc/passwd")));

    assertThat(events.rejected.getFirst().statusCode()).isEqualTo(400);
    assertThat(events.rejected.getFirst().code()).isEqualTo("ForbiddenUrl");
    assertThatNothingIsStored();
  }

  @Test
  void refusesAnArchiveThatClimbs() throws IOException {
    registry.register(request(ID, serve(200, zip("../evil"))));

    assertThat(events.rejected.getFirst().statusCode()).isEqualTo(400);
    assertThat(events.rejected.getFirst().code()).isEqualTo("UnsafeArchive");
    assertThatNothingIsStored();
  }

  @Test
  void givesTheVersionOfARefusedModelToTheNext() {
    registry.register(request(UUID.randomUUID(), serve(200, zip("a"))));
    registry.register(request(UUID.randomUUID(), URI.create("file:///etc/passwd")));
    registry.register(request(UUID.randomUUID(), serve(200, zip("a"))));

    assertThat(events.registered).extracting(Model::version).containsExactly(1, 2);
  }

  private void assertThatNothingIsStored() throws IOException {
    assertThat(events.registered).isEmpty();
    assertThat(models.size()).isZero();
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).allMatch(file -> file.endsWith("signing.key"));
    }
  }

  private URI serve(int status, byte[] content) {
    String path = "/" + UUID.randomUUID() + "/housing.zip";
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private static byte[] zip(String member) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write("content".getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static final class RecordedEvents implements ModelEvents {

    private final List<Model> registered = new ArrayList<>();
    private final List<Model> deleted = new ArrayList<>();
    private final List<RejectedException> rejected = new ArrayList<>();
    private boolean broken;

    @Override
    public void registered(Model model) {
      if (broken) {
        throw new IllegalStateException("The broker is away");
      }
      registered.add(model);
    }

    @Override
    public void deleted(Model model, Instant deletedAt) {
      if (broken) {
        throw new IllegalStateException("The broker is away");
      }
      deleted.add(model);
    }

    @Override
    public void rejected(NewModel request, RejectedException reason) {
      rejected.add(reason);
    }
  }
}
