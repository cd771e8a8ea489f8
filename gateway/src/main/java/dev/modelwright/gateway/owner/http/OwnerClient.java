package dev.modelwright.gateway.owner.http;

import dev.modelwright.gateway.problem.UnavailableException;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;

/** Asks the service that owns a kind of resource, and passes its refusals on. Thread-safe. */
public final class OwnerClient {

  private static final int NOT_FOUND = 404;

  private final RestClient service;
  private final String serviceName;

  /**
   * @param service client with the service's address and our token
   * @param serviceName for people
   */
  public OwnerClient(RestClient service, String serviceName) {
    this.service = service;
    this.serviceName = serviceName;
  }

  /**
   * An answer that is no refusal.
   *
   * @param body null when there is none
   */
  public record Answer<T>(int status, T body) {}

  /** Empty when the owner has no such thing. */
  public <T> Optional<T> find(Class<T> type, String... path) {
    return exchange(
        HttpMethod.GET,
        path,
        Map.of(),
        null,
        response ->
            response.getStatusCode().value() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(success(response, type).body()));
  }

  /**
   * @throws ProblemException with the owner's refusal
   * @throws UnavailableException when it does not answer
   */
  public <T> Answer<T> ask(HttpMethod method, Object body, Class<T> type, String... path) {
    return exchange(method, path, Map.of(), body, response -> success(response, type));
  }

  /** As {@link #ask}, for what a query narrows down. */
  public <T> T get(
      ParameterizedTypeReference<T> type, Map<String, List<String>> query, String... path) {
    return exchange(
        HttpMethod.GET,
        path,
        query,
        null,
        response -> {
          refuse(response);
          return response.bodyTo(type);
        });
  }

  private interface Reader<R> {

    R read(ConvertibleClientHttpResponse response) throws IOException;
  }

  private <R> R exchange(
      HttpMethod method,
      String[] path,
      Map<String, List<String>> query,
      Object body,
      Reader<R> reader) {
    try {
      RestClient.RequestBodySpec request = service.method(method).uri(uri -> uri(uri, path, query));
      if (body != null) {
        request.contentType(MediaType.APPLICATION_JSON).body(body);
      }
      return request.exchange((_, response) -> reader.read(response));
    } catch (RestClientException e) {
      throw away("it does not answer", e);
    }
  }

  /** Values are template variables, since those alone are encoded whatever they hold. */
  private static URI uri(UriBuilder uri, String[] path, Map<String, List<String>> query) {
    Map<String, String> values = new HashMap<>();
    uri.pathSegment(path);
    query.forEach((name, texts) ->
        texts.forEach(text -> {
          String variable = name + values.size();
          values.put(variable, text);
          uri.queryParam(name, "{" + variable + "}");
        }));
    return uri.build(values);
  }

  private <T> Answer<T> success(ConvertibleClientHttpResponse response, Class<T> type)
      throws IOException {
    refuse(response);
    return new Answer<>(
        response.getStatusCode().value(), type == Void.class ? null : response.bodyTo(type));
  }

  private void refuse(ConvertibleClientHttpResponse response) throws IOException {
    if (response.getStatusCode().is4xxClientError()
        && response.getStatusCode().value() != 401
        && response.getStatusCode().value() != 403) {
      throw new ProblemException(response.bodyTo(Problem.class));
    }
    if (!response.getStatusCode().is2xxSuccessful()) {
      throw away("it answers with status " + response.getStatusCode().value(), null);
    }
  }

  private UnavailableException away(String reason, Throwable cause) {
    return UnavailableException.away(
        "Cannot ask the %s: %s. Nothing is lost; try again in a few seconds."
            .formatted(serviceName, reason),
        cause);
  }
}
