package dev.modelwright.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.distribution.ContainerRegistry;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Tag;
import dev.modelwright.distribution.http.HttpContainerRegistry;
import dev.modelwright.testsupport.TestContainerRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageAssemblerIT {

  private final ContainerRegistry registry =
      new HttpContainerRegistry(TestContainerRegistry.url(), Optional.empty());

  @Test
  void givesTheSameDigestInARealContainerRegistry(@TempDir Path folder) {
    DirectoryArtifacts artifacts =
        new DirectoryArtifacts(folder, URI.create("http://127.0.0.1:8080"), Clock.systemUTC());
    ImageFixture fixture = new ImageFixture(registry, artifacts);

    StoredImage image = fixture.assemble(RepositoryName.of("team/" + UUID.randomUUID()));
    fixture.images.moveTag(image, Tag.of("1"));

    assertThat(image.digest()).isEqualTo(ImageAssemblerTests.GOLDEN);
    assertThat(fixture.images.find(image.repository(), Tag.of("1"))).contains(image);
  }
}
