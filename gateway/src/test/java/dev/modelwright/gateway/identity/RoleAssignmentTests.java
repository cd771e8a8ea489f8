package dev.modelwright.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleAssignmentTests {

  @ParameterizedTest
  @CsvSource({
    "owner, owner",
    "Reader@A, reader@a",
    "contributor@Sub/My(Group), contributor@sub/my(group)",
    "READER@a/b/c.d, reader@a/b/c.d",
    "reader@/subscriptions/S, reader@s",
    "reader@/subscriptions/S/resourceGroups/G, reader@s/g",
    "reader@/subscriptions/S/resourcegroups/G/accounts/A, reader@s/g/a",
    "reader@/subscriptions/S/resourceGroups/G/providers/Microsoft.MachineLearningModelManagement/accounts/A, reader@s/g/a"
  })
  void areReadInAnyCaseAndFromIdsOfResources(String text, String wire) {
    assertThat(RoleAssignment.of(text).map(RoleAssignment::toString)).contains(wire);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "admin", "owner@", "owner@a/", "owner@a/b/c/d", "owner@a b", "@a", "owner@*"})
  void areNotReadFromAnythingElse(String text) {
    assertThat(RoleAssignment.of(text)).isEmpty();
  }

  @Test
  void holdInTheirScopeAndBelow() {
    List<RoleAssignment> assignments =
        List.of(assignment("reader@a"), assignment("contributor@a/b"), assignment("owner@a/b/c"));

    assertThat(RoleAssignment.highest(assignments, Scope.of("a/b/c"))).contains(Role.OWNER);
    assertThat(RoleAssignment.highest(assignments, Scope.of("a/b/d"))).contains(Role.CONTRIBUTOR);
    assertThat(RoleAssignment.highest(assignments, Scope.of("a/x"))).contains(Role.READER);
    assertThat(RoleAssignment.highest(assignments, Scope.of("ab/b/c"))).isEqualTo(Optional.empty());
    assertThat(RoleAssignment.highest(assignments, Scope.EVERYWHERE)).isEmpty();
  }

  private static RoleAssignment assignment(String text) {
    return RoleAssignment.of(text).orElseThrow();
  }
}
