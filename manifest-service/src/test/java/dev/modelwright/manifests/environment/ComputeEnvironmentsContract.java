package dev.modelwright.manifests.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.Limits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of environments does, the one in memory and the real one. */
public abstract class ComputeEnvironmentsContract {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123Z");

  protected abstract ComputeEnvironments environments();

  @Test
  void findsWhatWasAddedByIdAndByStorageAccount() {
    ComputeEnvironment environment = environment("Sub", "My(Group)", "Env.1", "mwfinds");

    assertThat(environments().add(environment)).isTrue();

    assertThat(environments().find(EnvironmentId.of("sub/my(group)/env.1"))).contains(environment);
    assertThat(environments().findByStorageAccount("mwfinds")).contains(environment);
    assertThat(environments().findByStorageAccount("mwnone")).isEmpty();
  }

  @Test
  void addsAnEnvironmentOnce() {
    environments().add(environment("sub", "group", "once", "mwonce"));

    assertThat(environments().add(environment("SUB", "GROUP", "Once", "mwonce"))).isFalse();
  }

  @Test
  void replacesOnlyWhatIsThere() {
    ComputeEnvironment changed = environment("sub", "group", "changed", "mwchanged");

    assertThat(environments().replace(changed)).isFalse();
    environments().add(environment("sub", "Group", "changed", "mwchanged"));
    assertThat(environments().replace(changed)).isTrue();

    assertThat(environments().find(changed.id())).contains(changed);
  }

  @Test
  void forgetsWhatWasDeleted() {
    ComputeEnvironment deleted = environment("sub", "group", "deleted", "mwdeleted");
    environments().add(deleted);

    assertThat(environments().delete(deleted.id())).isTrue();

    assertThat(environments().delete(deleted.id())).isFalse();
    assertThat(environments().find(deleted.id())).isEmpty();
    assertThat(environments().findByStorageAccount("mwdeleted")).isEmpty();
  }

  @Test
  void listsASubscriptionOrAGroupInParts() {
    int number = 0;
    for (String group : List.of("a", "a.b", "b")) {
      for (String name : List.of("one", "two")) {
        environments().add(environment("lists", group, name, "mwlists" + number++));
      }
    }
    environments().add(environment("lists2", "a", "other", "mwlistsother"));

    assertThat(names("lists", Optional.empty(), Optional.empty(), 10)).hasSize(6);
    assertThat(names("lists", Optional.of("a"), Optional.empty(), 10))
        .containsExactly("lists/a/one", "lists/a/two");
    assertThat(names("lists", Optional.empty(), Optional.of("lists/a/two"), 2))
        .hasSize(2)
        .doesNotContain("lists/a/one", "lists/a/two");
  }

  private List<String> names(
      String subscription, Optional<String> group, Optional<String> after, int count) {
    return environments().list(subscription, group, after.map(EnvironmentId::of), count).stream()
        .map(environment -> environment.id().toString())
        .toList();
  }

  private static ComputeEnvironment environment(
      String subscription, String group, String name, String storageAccount) {
    return new ComputeEnvironment(
        subscription,
        group,
        name,
        "eastus2",
        Map.of("cost.center", "$1"),
        "described",
        Optional.of(
            new ComputeEnvironment.Registry(
                URI.create("https://registry.example.org"),
                "registry.example.org",
                "team",
                "user",
                "00")),
        new Limits(1L << 30, 1.5, Duration.ofMinutes(10)),
        Map.of("Python", "python-slim"),
        storageAccount,
        "01",
        "team",
        NOW,
        NOW);
  }
}
