package dev.modelwright.gateway.environment.http;

import dev.modelwright.gateway.environment.EnvironmentChanges;
import dev.modelwright.gateway.environment.EnvironmentName;
import dev.modelwright.gateway.environment.Environments;
import dev.modelwright.gateway.owner.http.OwnerClient;
import dev.modelwright.schemas.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;

/** Environments of the manifest-service. */
public final class HttpEnvironments implements Environments {

  private static final String COLLECTION = "environments";
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final OwnerClient owner;

  public HttpEnvironments(OwnerClient owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Environment> find(EnvironmentName name) {
    return owner.find(Environment.class, path(name));
  }

  @Override
  public Part list(String subscription, Optional<String> group, Map<String, List<String>> query) {
    Map<String, List<String>> wanted = new LinkedHashMap<>(query);
    wanted.put("subscription", List.of(subscription));
    group.ifPresent(name -> wanted.put("group", List.of(name)));
    return owner.list(ParameterizedTypeReference.forType(Part.class), wanted, COLLECTION);
  }

  @Override
  public Put put(EnvironmentName name, EnvironmentChanges changes) {
    OwnerClient.Answer<Environment> answer =
        owner.ask(HttpMethod.PUT, changes, Environment.class, path(name));
    return new Put(answer.body(), answer.status() == CREATED);
  }

  @Override
  public Environment change(EnvironmentName name, EnvironmentChanges changes) {
    return owner.ask(HttpMethod.PATCH, changes, Environment.class, path(name)).body();
  }

  @Override
  public boolean delete(EnvironmentName name) {
    return owner.ask(HttpMethod.DELETE, null, Void.class, path(name)).status() != NO_CONTENT;
  }

  @Override
  public Environment.Keys keys(EnvironmentName name) {
    return owner
        .ask(
            HttpMethod.POST,
            null,
            Environment.Keys.class,
            COLLECTION,
            name.subscription(),
            name.group(),
            name.name(),
            "keys")
        .body();
  }

  private static String[] path(EnvironmentName name) {
    return new String[] {COLLECTION, name.subscription(), name.group(), name.name()};
  }
}
