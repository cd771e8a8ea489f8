package dev.modelwright.manifests.manifest.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.modelwright.storage.Page;
import java.util.List;

/** Part of a list on the wire; {@code skipToken} is absent on the last. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageResource<T>(List<T> value, String skipToken) {

  public static <T> PageResource<T> of(Page<T> page) {
    return new PageResource<>(page.items(), page.next().orElse(null));
  }
}
