package dev.modelwright.registry.model.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.modelwright.registry.model.Model;
import dev.modelwright.storage.Page;
import java.util.List;

/** Part of a list on the wire; {@code skipToken} is absent on the last. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageResource(List<ModelResource> value, String skipToken) {

  static PageResource of(Page<Model> page) {
    return new PageResource(
        page.items().stream().map(ModelResource::of).toList(), page.next().orElse(null));
  }
}
