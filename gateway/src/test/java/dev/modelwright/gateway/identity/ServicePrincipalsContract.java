package dev.modelwright.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of service principals does. */
public interface ServicePrincipalsContract {

  ServicePrincipals principals();

  @Test
  default void findsWhatWasAdded() {
    ServicePrincipal principal = principal("a", 1);
    principals().add(principal);

    assertThat(principals().find("a")).contains(principal);
    assertThat(principals().find("b")).isEmpty();
  }

  @Test
  default void listsTheOldestFirst() {
    ServicePrincipal young = principal("a", 2);
    ServicePrincipal old = principal("b", 1);
    principals().add(young);
    principals().add(old);

    assertThat(principals().all()).containsExactly(old, young);
  }

  @Test
  default void replacesOnlyWhatIsThere() {
    ServicePrincipal principal = principal("a", 1);
    assertThat(principals().replace(principal)).isFalse();
    principals().add(principal);

    ServicePrincipal changed =
        principal.withSecretHash("another").withRoles(List.of(role("owner")));

    assertThat(principals().replace(changed)).isTrue();
    assertThat(principals().all()).containsExactly(changed);
  }

  @Test
  default void deletesOnce() {
    principals().add(principal("a", 1));

    assertThat(principals().delete("a")).isTrue();
    assertThat(principals().delete("a")).isFalse();
    assertThat(principals().all()).isEmpty();
  }

  private static ServicePrincipal principal(String id, int second) {
    return new ServicePrincipal(
        id,
        "name of " + id,
        "hash",
        List.of(role("reader@a/b/c"), role("contributor@a")),
        Instant.ofEpochSecond(second));
  }

  private static RoleAssignment role(String text) {
    return RoleAssignment.of(text).orElseThrow();
  }
}
