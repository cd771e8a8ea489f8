package dev.modelwright.gateway.catalog.web;

import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.catalog.Page;
import dev.modelwright.gateway.catalog.SkipTokens;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers parts of lists. Thread-safe. */
public final class Lists {

  private final SkipTokens tokens;

  public Lists(SkipTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * @param collection last segment of the list's path
   * @throws ProblemException when the query cannot be read
   */
  public <T, R> PageResource<R> page(
      AccountUrls urls,
      String collection,
      ListQuery query,
      Catalog<T> owner,
      Function<T, R> resource) {
    return page(
        urls.account() + "/" + collection,
        urls.list(collection),
        query,
        wanted -> owner.list(urls.account(), wanted),
        resource);
  }

  /**
   * @param name what tells the list from all others, whatever the filters
   * @param address of the whole list
   * @param owner is asked with filters, {@code count} and {@code skipToken}
   * @throws ProblemException when the query cannot be read
   */
  public <T, R> PageResource<R> page(
      String name,
      URI address,
      ListQuery query,
      Function<Map<String, List<String>>, Page<T>> owner,
      Function<T, R> resource) {
    query.rejectUnknown();
    String list = name + query.filters();
    Map<String, List<String>> wanted = new LinkedHashMap<>(query.filters());
    query.count().ifPresent(count -> wanted.put("count", List.of(count.toString())));
    query.skipToken().ifPresent(token -> wanted.put("skipToken", List.of(position(list, token))));
    Page<T> page = owner.apply(wanted);
    return new PageResource<>(
        page.value().stream().map(resource).toList(),
        page.skipToken() == null
            ? null
            : URI.create(address + "?" + query.continuedWith(tokens.seal(list, page.skipToken()))));
  }

  private String position(String list, String token) {
    return tokens
        .open(list, token)
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "InvalidParameter",
                    400,
                    "Cannot continue the list: $skipToken is not one that we gave for this list and these filters. Follow nextLink unchanged, or begin anew without it.")));
  }
}
