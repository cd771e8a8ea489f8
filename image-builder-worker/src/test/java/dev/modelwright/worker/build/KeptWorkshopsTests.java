package dev.modelwright.worker.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.distribution.BrokenSealException;
import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Seal;
import dev.modelwright.worker.build.KeptWorkshops.Site;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptWorkshopsTests {

  private static final Seal SEAL = new Seal("secret");
  private static final URI THEIRS = URI.create("https://registry.example.org");
  private static final ContainerRegistryAccess USUAL =
      new ContainerRegistryAccess(
          URI.create("http://127.0.0.1:5000"),
          "127.0.0.1:5000",
          Optional.empty(),
          Optional.empty());

  private final List<Site> sites = new ArrayList<>();
  private final Workshops workshops = new KeptWorkshops(USUAL, Optional.of(SEAL), this::fitOut);

  @Test
  void usesItsOwnContainerRegistryWhenTheEnvironmentSaysNothing() {
    workshops.of(BuildEnvironment.usual());

    assertThat(sites).singleElement().extracting(Site::access).isEqualTo(USUAL);
  }

  @Test
  void opensTheCredentialsAndKeepsTheWorkshop() {
    Credentials credentials = new Credentials("team", "pass:word");

    Workshop first = workshops.of(going(THEIRS, SEAL.sealCredentials(THEIRS, credentials)));
    Workshop second = workshops.of(going(THEIRS, SEAL.sealCredentials(THEIRS, credentials)));

    assertThat(second).isSameAs(first);
    assertThat(sites)
        .singleElement()
        .satisfies(site -> {
          assertThat(site.access().location()).isEqualTo("registry.example.org/team");
          assertThat(site.access().credentials()).contains(credentials);
          assertThat(site.toString()).doesNotContain("pass:word");
        });
  }

  @Test
  void sendsNoCredentialsToAnAddressThatTheyWereNotSealedFor() {
    String sealed = SEAL.sealCredentials(THEIRS, new Credentials("team", "password"));

    assertThatThrownBy(
            () -> workshops.of(going(URI.create("https://attacker.example.org"), sealed)))
        .isInstanceOf(BrokenSealException.class);
    assertThat(sites).isEmpty();
  }

  @Test
  void saysThatAKeyIsMissing() {
    Workshops without = new KeptWorkshops(USUAL, Optional.empty(), this::fitOut);

    assertThatThrownBy(() -> without.of(going(THEIRS, "00")))
        .isInstanceOf(BrokenSealException.class)
        .hasMessageContaining("modelwright.secrets.key is not set");
  }

  private Workshop fitOut(Site site) {
    sites.add(site);
    return new Workshop(site.access().location(), null, null, null, null, null, null, null);
  }

  private static BuildEnvironment going(URI url, String sealed) {
    return new BuildEnvironment(
        Optional.of(
            new BuildEnvironment.Destination(
                new ContainerRegistryAccess(
                    url,
                    url.getAuthority(),
                    Optional.of(RepositoryName.of("team")),
                    Optional.empty()),
                Optional.of(sealed))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        StoreName.DEFAULT);
  }
}
