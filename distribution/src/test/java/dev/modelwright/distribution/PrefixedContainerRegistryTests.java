package dev.modelwright.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PrefixedContainerRegistryTests extends ContainerRegistryContract {

  private final ContainerRegistry whole = new InMemoryContainerRegistry();
  private final ContainerRegistry part =
      new PrefixedContainerRegistry(whole, RepositoryName.of("team/images"));

  @Override
  protected ContainerRegistry registry() {
    return part;
  }

  @Test
  void keepsEverythingUnderThePrefix() {
    byte[] bytes = "bytes".getBytes(UTF_8);
    Digest digest =
        part.upload(
            RepositoryName.of("housing"),
            OptionalLong.of(bytes.length),
            out -> {
              out.write(bytes);
              return Digest.of(bytes);
            });

    assertThat(whole.hasBlob(RepositoryName.of("team/images/housing"), digest)).isTrue();
    assertThat(whole.hasBlob(RepositoryName.of("housing"), digest)).isFalse();
  }
}
