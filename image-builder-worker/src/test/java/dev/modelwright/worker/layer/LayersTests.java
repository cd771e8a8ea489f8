package dev.modelwright.worker.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.InMemoryContainerRegistry;
import dev.modelwright.distribution.MediaTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTests {

  private static final LayerKey KEY = LayerKey.of("layers", "test");

  private final InMemoryContainerRegistry registry = new InMemoryContainerRegistry();
  private final Layers layers = new Layers(registry, new LayerWriter(registry));
  private final LayerContent content = tar -> tar.write("no real tar".getBytes(UTF_8));

  @Test
  void makesALayerOnce() {
    MadeLayer first = layers.findOrMake(KEY, content, Compression.GZIP, LayerProgress.NONE);
    int uploads = registry.uploads();

    MadeLayer second = layers.findOrMake(KEY, content, Compression.GZIP, LayerProgress.NONE);

    assertThat(first.reused()).isFalse();
    assertThat(second.reused()).isTrue();
    assertThat(second.layer()).isEqualTo(first.layer());
    assertThat(registry.uploads()).isEqualTo(uploads);
  }

  @Test
  void findsWhatAnotherWorkerMade() {
    LayerDescriptor made = layers.make(KEY, content, Compression.NONE, LayerProgress.NONE);

    assertThat(new Layers(registry, new LayerWriter(registry)).find(KEY)).contains(made);
  }

  @Test
  void knowsBothDigestsOfACompressedLayer() {
    LayerDescriptor layer = layers.make(KEY, content, Compression.GZIP, LayerProgress.NONE);

    assertThat(layer.mediaType()).isEqualTo(MediaTypes.LAYER_GZIP);
    assertThat(layer.diffId()).isEqualTo(Digest.of("no real tar".getBytes(UTF_8)));
    assertThat(layer.digest()).isNotEqualTo(layer.diffId());
  }

  @Test
  void makesALayerAgainWhoseBytesWereLost() {
    LayerDescriptor made = layers.make(KEY, content, Compression.NONE, LayerProgress.NONE);
    registry.lose(Layers.REPOSITORY, made.digest());

    assertThat(layers.find(KEY)).isEmpty();
    assertThat(layers.findOrMake(KEY, content, Compression.NONE, LayerProgress.NONE))
        .isEqualTo(new MadeLayer(made, false));
  }

  @Test
  void namesNothingWhenMakingFails() {
    LayerContent broken =
        _ -> {
          throw new IOException("source broke");
        };

    assertThatThrownBy(() -> layers.make(KEY, broken, Compression.GZIP, LayerProgress.NONE))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(registry.tagsOf(Layers.REPOSITORY)).isEmpty();
  }

  @Test
  void tellsHowFarItIs() {
    List<Long> heard = new ArrayList<>();
    LayerContent large = tar -> tar.write(new byte[1 << 20]);

    layers.make(KEY, large, Compression.GZIP, heard::add);

    assertThat(heard).isSorted().last().isEqualTo(1L << 20);
  }

  @Test
  void keysTellPartsApart() {
    assertThat(LayerKey.of("a", "b"))
        .isEqualTo(LayerKey.of(List.of("a", "b")))
        .isNotEqualTo(LayerKey.of("ab"))
        .isNotEqualTo(LayerKey.of("b", "a"))
        .isNotEqualTo(LayerKey.of("a", "b", ""));
  }
}
