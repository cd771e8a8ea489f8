package dev.modelwright.gateway.catalog.http;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.catalog.Page;
import dev.modelwright.gateway.problem.UnavailableException;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;

/** Asks the service that owns a collection. */
public final class HttpCatalog<T> implements Catalog<T> {

  private static final int NOT_FOUND = 404;
  private static final Set<Integer> REFUSALS = Set.of(400, 409);
  private static final int NO_CONTENT = 204;

  private final RestClient service;
  private final String serviceName;
  private final String collection;
  private final Class<T> type;
  private final ParameterizedTypeReference<Page<T>> pageType;

  /**
   * @param service client with the service's address and our token
   * @param serviceName for people
   * @param collection last segment of its paths
   */
  public HttpCatalog(RestClient service, String serviceName, String collection, Class<T> type) {
    this.service = service;
    this.serviceName = serviceName;
    this.collection = collection;
    this.type = type;
    this.pageType =
        ParameterizedTypeReference.forType(
            ResolvableType.forClassWithGenerics(Page.class, type).getType());
  }

  @Override
  public Optional<T> find(Account account, UUID id) {
    return ask(
        HttpMethod.GET,
        uri -> path(uri, account).pathSegment(id.toString()).build(),
        response ->
            status(response).value() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(success(response).bodyTo(type)));
  }

  @Override
  public Optional<T> delete(Account account, UUID id) {
    return ask(
        HttpMethod.DELETE,
        uri -> path(uri, account).pathSegment(id.toString()).build(),
        response ->
            status(response).value() == NO_CONTENT
                ? Optional.empty()
                : Optional.of(success(response).bodyTo(type)));
  }

  @Override
  public Page<T> list(Account account, Map<String, List<String>> query) {
    return ask(
        HttpMethod.GET,
        uri -> withQuery(path(uri, account), query),
        response -> success(response).bodyTo(pageType));
  }

  private UriBuilder path(UriBuilder uri, Account account) {
    return uri.pathSegment(
        "accounts", account.subscription(), account.group(), account.name(), collection);
  }

  /** Values are template variables, since those alone are encoded whatever they hold. */
  private static URI withQuery(UriBuilder uri, Map<String, List<String>> query) {
    Map<String, String> values = new HashMap<>();
    query.forEach((name, texts) ->
        texts.forEach(text -> {
          String variable = name + values.size();
          values.put(variable, text);
          uri.queryParam(name, "{" + variable + "}");
        }));
    return uri.build(values);
  }

  private <R> R ask(
      HttpMethod method,
      Function<UriBuilder, URI> uri,
      Function<ConvertibleClientHttpResponse, R> answer) {
    try {
      return service.method(method).uri(uri).exchange((_, response) -> answer.apply(response));
    } catch (RestClientException e) {
      throw away("it does not answer", e);
    }
  }

  private ConvertibleClientHttpResponse success(ConvertibleClientHttpResponse response) {
    HttpStatusCode status = status(response);
    if (status.is2xxSuccessful()) {
      return response;
    }
    if (REFUSALS.contains(status.value())) {
      throw new ProblemException(response.bodyTo(Problem.class));
    }
    throw away("it answers with status " + status.value(), null);
  }

  private static HttpStatusCode status(ConvertibleClientHttpResponse response) {
    try {
      return response.getStatusCode();
    } catch (IOException e) {
      throw new ResourceAccessException("No status", e);
    }
  }

  private UnavailableException away(String reason, Throwable cause) {
    return UnavailableException.away(
        "Cannot ask the %2$s for %1$s: %3$s. Nothing is lost; try again in a few seconds."
            .formatted(collection, serviceName, reason),
        cause);
  }
}
