package dev.modelwright.gateway.resource.http;

import dev.modelwright.gateway.owner.http.OwnerClient;
import dev.modelwright.gateway.resource.ResourceName;
import dev.modelwright.gateway.resource.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;

/** Resources of another service. */
public final class HttpResources<R, C> implements Resources<R, C> {

  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final OwnerClient owner;
  private final String collection;
  private final Class<R> type;
  private final ParameterizedTypeReference<Part<R>> partType;

  /**
   * @param collection first segment of their paths
   */
  public HttpResources(OwnerClient owner, String collection, Class<R> type) {
    this.owner = owner;
    this.collection = collection;
    this.type = type;
    this.partType =
        ParameterizedTypeReference.forType(
            ResolvableType.forClassWithGenerics(Part.class, type).getType());
  }

  @Override
  public Optional<R> find(ResourceName name) {
    return owner.find(type, path(name));
  }

  @Override
  public Part<R> list(
      String subscription, Optional<String> group, Map<String, List<String>> query) {
    Map<String, List<String>> wanted = new LinkedHashMap<>(query);
    wanted.put("subscription", List.of(subscription));
    group.ifPresent(name -> wanted.put("group", List.of(name)));
    return owner.get(partType, wanted, collection);
  }

  @Override
  public Put<R> put(ResourceName name, C changes) {
    OwnerClient.Answer<R> answer = owner.ask(HttpMethod.PUT, changes, type, path(name));
    return new Put<>(answer.body(), answer.status() == CREATED);
  }

  @Override
  public R change(ResourceName name, C changes) {
    return owner.ask(HttpMethod.PATCH, changes, type, path(name)).body();
  }

  @Override
  public boolean delete(ResourceName name) {
    return owner.ask(HttpMethod.DELETE, null, Void.class, path(name)).status() != NO_CONTENT;
  }

  private String[] path(ResourceName name) {
    return new String[] {collection, name.subscription(), name.group(), name.name()};
  }
}
