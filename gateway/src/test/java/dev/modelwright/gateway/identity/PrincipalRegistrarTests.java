package dev.modelwright.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.gateway.identity.PrincipalRegistrar.Registered;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalRegistrarTests {

  private final ServicePrincipals principals = new ServicePrincipalsInMemory();
  private final PrincipalRegistrar registrar =
      new PrincipalRegistrar(principals, secret -> "hash of " + secret, new MutableClock());

  @Test
  void keepsAHashOfTheSecretAlone() {
    Registered registered = registrar.register("nightly", List.of());

    assertThat(registered.secret()).matches("mws_[A-Za-z0-9_-]{43}");
    assertThat(principals.find(registered.principal().id()).orElseThrow().secretHash())
        .isEqualTo("hash of " + registered.secret());
    assertThat(registered.toString()).doesNotContain(registered.secret());
  }

  @Test
  void namesThoseWithoutANameByTheirId() {
    ServicePrincipal principal = registrar.register(null, List.of()).principal();

    assertThat(principal.displayName()).isEqualTo(principal.id());
  }

  @Test
  void changesOnlyWhoIsThere() {
    assertThat(registrar.resetSecret("nobody")).isEmpty();
    assertThat(registrar.assign("nobody", List.of())).isEmpty();
  }
}
