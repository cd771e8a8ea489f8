package dev.modelwright.gateway.resource.web;

import dev.modelwright.gateway.catalog.Page;
import dev.modelwright.gateway.catalog.web.ListQuery;
import dev.modelwright.gateway.catalog.web.Lists;
import dev.modelwright.gateway.catalog.web.PageResource;
import dev.modelwright.gateway.origin.web.Origins;
import dev.modelwright.gateway.resource.Resources;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Lists of resources, as clients page through them. */
public final class ResourceLists {

  private final Lists lists;
  private final Origins origins;

  public ResourceLists(Lists lists, Origins origins) {
    this.lists = lists;
    this.origins = origins;
  }

  /**
   * @param kind keeps the tokens of one list from another
   * @param path variables of the request's path
   * @param form a resource as clients see it
   */
  public <R, F> PageResource<F> page(
      String kind,
      Resources<R, ?> resources,
      Map<String, String> path,
      HttpServletRequest request,
      Function<R, F> form) {
    ResourcePath named = ResourcePath.of(kind, path);
    return lists.page(
        "%s of %s/%s"
            .formatted(kind, named.subscription(), named.group().orElse(""))
            .toLowerCase(Locale.ROOT),
        URI.create(origins.of(request) + request.getRequestURI()),
        new ListQuery(request.getParameterMap()),
        wanted -> {
          Resources.Part<R> part = resources.list(named.subscription(), named.group(), wanted);
          return new Page<>(part.value(), part.skipToken());
        },
        form);
  }
}
