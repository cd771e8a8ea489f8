package dev.modelwright.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every container registry does, the one in memory and the real one. */
public abstract class ContainerRegistryContract {

  private static final int SOME_MEGABYTES = 3_000_017;

  private final RepositoryName repository = RepositoryName.of("contract/" + UUID.randomUUID());

  protected abstract ContainerRegistry registry();

  @Test
  void storesBlobOfKnownSize() throws IOException {
    byte[] bytes = random(SOME_MEGABYTES);

    Digest digest = upload(repository, OptionalLong.of(bytes.length), bytes);

    assertThat(digest).isEqualTo(Digest.of(bytes));
    assertThat(registry().hasBlob(repository, digest)).isTrue();
    assertThat(read(repository, digest)).isEqualTo(bytes);
  }

  @Test
  void storesBlobOfUnknownSize() throws IOException {
    byte[] bytes = random(SOME_MEGABYTES);

    Digest digest = upload(repository, OptionalLong.empty(), bytes);

    assertThat(read(repository, digest)).isEqualTo(bytes);
  }

  @Test
  void storesEmptyBlob() throws IOException {
    Digest digest = upload(repository, OptionalLong.of(0), new byte[0]);

    assertThat(read(repository, digest)).isEmpty();
  }

  @Test
  void storesSameBlobTwice() {
    Digest first = upload(repository, OptionalLong.empty(), random(10));
    Digest second = upload(repository, OptionalLong.empty(), random(10));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void knowsNoBlobThatWasNotStored() {
    Digest digest = Digest.of("never".getBytes(UTF_8));

    assertThat(registry().hasBlob(repository, digest)).isFalse();
    assertThatThrownBy(() -> read(repository, digest))
        .isInstanceOf(UnknownContentException.class)
        .hasMessageContaining(repository.value())
        .hasMessageContaining(digest.value());
  }

  @Test
  void refusesBlobThatDoesNotMatchItsDigest() {
    byte[] bytes = random(1000);
    Digest other = Digest.of("other".getBytes(UTF_8));

    assertThatThrownBy(() ->
            registry()
                .upload(
                    repository,
                    OptionalLong.empty(),
                    out -> {
                      out.write(bytes);
                      return other;
                    }))
        .isInstanceOf(ContainerRegistryException.class);
    assertThat(registry().hasBlob(repository, other)).isFalse();
    assertThat(registry().hasBlob(repository, Digest.of(bytes))).isFalse();
  }

  @Test
  void handsOnWhatTheBodyThrowsAndStoresNothing() {
    byte[] bytes = random(SOME_MEGABYTES);

    assertThatThrownBy(() ->
            registry()
                .upload(
                    repository,
                    OptionalLong.empty(),
                    out -> {
                      out.write(bytes);
                      throw new IOException("source broke");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("source broke");
    assertThat(registry().hasBlob(repository, Digest.of(bytes))).isFalse();
  }

  @Test
  void mountsBlobFromAnotherRepository() throws IOException {
    RepositoryName target = RepositoryName.of("contract/" + UUID.randomUUID());
    Digest digest = upload(repository, OptionalLong.empty(), random(1000));

    assertThat(registry().mount(target, repository, digest)).isTrue();
    assertThat(registry().mount(target, repository, digest)).isTrue();

    assertThat(read(target, digest)).isEqualTo(random(1000));
  }

  @Test
  void mountsNothingWhenTheSourceHasNoSuchBlob() {
    RepositoryName target = RepositoryName.of("contract/" + UUID.randomUUID());

    boolean mounted = registry().mount(target, repository, Digest.of("never".getBytes(UTF_8)));

    assertThat(mounted).isFalse();
  }

  @Test
  void findsManifestByTagAndByDigest() {
    StoredManifest manifest = manifest("one");
    Tag tag = Tag.of("latest");

    registry().put(repository, tag, manifest);

    assertThat(registry().find(repository, tag)).hasValueSatisfying(m -> assertSame(m, manifest));
    assertThat(registry().find(repository, manifest.digest()))
        .hasValueSatisfying(m -> assertSame(m, manifest));
  }

  @Test
  void storesManifestThatNoTagNames() {
    StoredManifest manifest = manifest("one");

    registry().put(repository, manifest.digest(), manifest);

    assertThat(registry().find(repository, manifest.digest())).isPresent();
    assertThat(registry().find(repository, Tag.of("latest"))).isEmpty();
  }

  @Test
  void movesTag() {
    Tag tag = Tag.of("latest");
    registry().put(repository, tag, manifest("one"));
    StoredManifest second = manifest("two");

    registry().put(repository, tag, second);

    assertThat(registry().find(repository, tag)).hasValueSatisfying(m -> assertSame(m, second));
  }

  @Test
  void forgetsADeletedManifestAndItsTags() {
    Tag tag = Tag.of("deleted");
    StoredManifest manifest = manifest("one");
    registry().put(repository, tag, manifest);

    registry().delete(repository, manifest.digest());
    registry().delete(repository, manifest.digest());

    assertThat(registry().find(repository, manifest.digest())).isEmpty();
    assertThat(registry().find(repository, tag)).isEmpty();
  }

  @Test
  void findsNothingInUnknownRepository() {
    assertThat(registry().find(RepositoryName.of("contract/unknown"), Tag.of("latest"))).isEmpty();
  }

  @Test
  void refusesManifestThatNamesMissingBlob() {
    Descriptor missing = new Descriptor(MediaTypes.LAYER, Digest.of("never".getBytes(UTF_8)), 5);
    StoredManifest manifest =
        new ImageManifest(null, config("one"), List.of(missing), new TreeMap<>()).store();

    assertThatThrownBy(() -> registry().put(repository, Tag.of("latest"), manifest))
        .isInstanceOfSatisfying(
            ContainerRegistryRefusedException.class, e -> assertThat(e.isTransient()).isFalse());
    assertThat(registry().find(repository, Tag.of("latest"))).isEmpty();
  }

  private StoredManifest manifest(String content) {
    return new ImageManifest(null, config(content), List.of(), new TreeMap<>()).store();
  }

  private Descriptor config(String content) {
    byte[] bytes = "{\"content\":\"%s\"}".formatted(content).getBytes(UTF_8);
    Digest digest = upload(repository, OptionalLong.of(bytes.length), bytes);
    return new Descriptor(MediaTypes.IMAGE_CONFIG, digest, bytes.length);
  }

  private Digest upload(RepositoryName repository, OptionalLong size, byte[] bytes) {
    return registry()
        .upload(
            repository,
            size,
            out -> {
              out.write(bytes);
              return Digest.of(bytes);
            });
  }

  private byte[] read(RepositoryName repository, Digest digest) throws IOException {
    try (InputStream content = registry().read(repository, digest)) {
      return content.readAllBytes();
    }
  }

  private static void assertSame(StoredManifest actual, StoredManifest expected) {
    assertThat(actual.digest()).isEqualTo(expected.digest());
    assertThat(actual.mediaType()).isEqualTo(expected.mediaType());
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
