package dev.modelwright.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.cli.failure.CommandException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ResourceTests {

  private final Resource resource =
      new Resource(
          JsonMapper.shared()
              .readTree(
                  """
                  {"CreatedTime": "now", "version": 3, "gone": null,
                   "Manifest": {"id": "m"}, "tags": ["a", "b"]}\
                  """));

  @Test
  void findsPropertiesInAnyCase() {
    assertThat(resource.text("createdTime")).contains("now");
    assertThat(resource.object("manifest").flatMap(manifest -> manifest.text("Id"))).contains("m");
    assertThat(resource.texts("Tags")).containsExactly("a", "b");
  }

  @Test
  void numbersReadAsText() {
    assertThat(resource.requiredText("version")).isEqualTo("3");
  }

  @Test
  void nullIsAbsent() {
    assertThat(resource.text("gone")).isEmpty();
    assertThat(resource.objects("gone")).isEmpty();
  }

  @Test
  void missingPropertyOfTheContractIsTheServersFault() {
    assertThatThrownBy(() -> resource.requiredText("id"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("it has no 'id'");
  }
}
