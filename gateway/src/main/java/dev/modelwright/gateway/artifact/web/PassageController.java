package dev.modelwright.gateway.artifact.web;

import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.artifacts.azure.AzureArtifacts;
import dev.modelwright.gateway.problem.UnavailableException;
import dev.modelwright.gateway.upload.UploadLimits;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Passes requests with signed URLs on to a storage account that clients cannot reach, such as one
 * in the network of containers. The account checks the signature; nothing is added here.
 */
@RestController
@RequestMapping(PassageController.PREFIX + "**")
final class PassageController {

  static final String PREFIX = "/azure/";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int SERVER_ERROR = 500;
  private static final Set<String> PASSED =
      Set.of("content-type", "content-range", "range", "etag", "last-modified", "accept-ranges");
  private static final List<String> PASSED_PREFIXES = List.of("x-ms-", "if-");

  private final ArtifactStores stores;
  private final UploadLimits limits;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  PassageController(ArtifactStores stores, UploadLimits limits) {
    this.stores = stores;
    this.limits = limits;
  }

  @RequestMapping(method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.PUT})
  void pass(HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    HttpRequest.Builder onward =
        HttpRequest.newBuilder(target(request)).method(request.getMethod(), body(request));
    for (String name : Collections.list(request.getHeaderNames())) {
      if (isPassed(name)) {
        onward.header(name, request.getHeader(name));
      }
    }
    answer(ask(onward.build()), response);
  }

  private URI target(HttpServletRequest request) {
    String path = request.getRequestURI().substring(PREFIX.length());
    Map<String, URI> passages = passages();
    if (passages.isEmpty()) {
      throw notFound("this gateway passes nothing on");
    }
    String passage =
        passages.keySet().stream()
            .filter(prefix -> path.startsWith(prefix) && request.getQueryString() != null)
            .findFirst()
            .orElseThrow(() -> notFound("its path is none of ours"));
    return URI.create(
        "%s/%s?%s"
            .formatted(
                passages.get(passage), path.substring(passage.length()), request.getQueryString()));
  }

  /** Containers by what the paths to them begin with. */
  private Map<String, URI> passages() {
    Map<String, URI> passages = new HashMap<>();
    for (StoreName name : stores.names()) {
      if (stores.store(name).orElseThrow() instanceof AzureArtifacts azure) {
        azure
            .passage()
            .ifPresent(container -> {
              String path = container.getRawPath();
              passages.put(
                  name.prefix() + path.substring(path.lastIndexOf('/') + 1) + "/", container);
            });
      }
    }
    return passages;
  }

  private BodyPublisher body(HttpServletRequest request) throws IOException {
    long size = request.getContentLengthLong();
    if (size > limits.maxSize()) {
      throw new ProblemException(
          Problem.of(
              "UploadTooLarge",
              413,
              "Cannot upload %d bytes: the limit is %d. Ask the operator to raise modelwright.uploads.max-size."
                  .formatted(size, limits.maxSize())));
    }
    if (size <= 0) {
      return BodyPublishers.noBody();
    }
    InputStream content = request.getInputStream();
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> content), size);
  }

  private HttpResponse<InputStream> ask(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw UnavailableException.away(
          "Cannot reach the artifact store: %s. Try again in a few seconds."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void answer(HttpResponse<InputStream> answer, HttpServletResponse response)
      throws IOException {
    if (answer.statusCode() >= SERVER_ERROR
        && answer.headers().firstValueAsLong("content-length").orElse(-1) == 0) {
      throw UnavailableException.away(
          "Cannot use the artifact store: it answers with status %d and gives no reason. Is its disk full? Make room, or try again in a few seconds."
              .formatted(answer.statusCode()),
          null);
    }
    response.setStatus(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (isPassed(name) || name.equalsIgnoreCase("content-length")) {
            values.forEach(value -> response.addHeader(name, value));
          }
        });
    response.setHeader("X-Content-Type-Options", "nosniff");
    try (InputStream content = answer.body()) {
      content.transferTo(response.getOutputStream());
    }
  }

  private static boolean isPassed(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return PASSED.contains(name) || PASSED_PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static ProblemException notFound(String cause) {
    return new ProblemException(
        Problem.of(
            "NotFound",
            404,
            "Cannot serve artifacts here: %s. Use the URL that POST /uploads gives unchanged."
                .formatted(cause)));
  }
}
