package dev.modelwright.cli.gateway;

import dev.modelwright.cli.failure.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's REST contract.
 *
 * <p>Every POST carries an {@code Idempotency-Key}, so a busy server is asked again without harm.
 * The token goes to the server's own address only.
 */
public final class Gateway {

  private static final int TRIES = 4;
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /** The server may fetch and read through a large model before it answers. */
  private static final Duration WRITE_TIMEOUT = Duration.ofMinutes(30);

  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final String JSON = "application/json";
  private static final byte[] NO_BODY = new byte[0];
  private static final int NOTHING_THERE = 204;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int FIRST_ERROR = 400;

  private final URI address;
  private final Query always;
  private final Supplier<Token> tokens;
  private final Trace trace;
  private final Pause pause;
  private final HttpClient http;
  private final JsonMapper mapper = JsonMapper.shared();
  private volatile Token token;

  /**
   * @param address under which all paths lie
   * @param always what every call asks with, beside its own
   * @param tokens asked again when the server refuses the last one: tokens are short-lived, uploads
   *     and builds may be long
   */
  public Gateway(URI address, Query always, Supplier<Token> tokens, Trace trace, Pause pause) {
    this.address = address;
    this.always = always;
    this.tokens = tokens;
    this.token = tokens.get();
    this.trace = trace;
    this.pause = pause;
    this.http = HttpClients.to(address);
  }

  /** The object at {@code path}. */
  public Resource get(String path) {
    return parsed(exchange(request(path).timeout(READ_TIMEOUT).GET().build(), NO_BODY));
  }

  /** Every object of a list, page after page. */
  public List<Resource> list(String path, Query filters) {
    List<Resource> all = new ArrayList<>();
    Optional<String> query = Optional.of(always.and(filters).toString());
    while (query.isPresent()) {
      HttpRequest request = addressed(path, query.get()).timeout(READ_TIMEOUT).GET().build();
      Resource page = parsed(exchange(request, NO_BODY));
      all.addAll(page.objects("value"));
      query = page.text("nextLink").map(URI::create).map(URI::getRawQuery);
    }
    return all;
  }

  /** Asks for something to be made; answers it, or what the server will know it by. */
  public Resource post(String path, JsonNode body) {
    return parsed(post(path, mapper.writeValueAsBytes(body)));
  }

  /** Asks for something to be done that needs no more than its path. */
  public void act(String path) {
    post(path, NO_BODY);
  }

  /** As {@link #act(String)}; answers what is answered. */
  public Resource ask(String path) {
    return parsed(post(path, NO_BODY));
  }

  /** Makes the object at {@code path}, or makes it so; answers it. */
  public Resource put(String path, JsonNode body) {
    return parsed(send("PUT", path, body));
  }

  /** Changes parts of the object at {@code path}; answers it. */
  public Resource patch(String path, JsonNode body) {
    return parsed(send("PATCH", path, body));
  }

  /** Whether there was something at {@code path}; now there is not. */
  public boolean delete(String path) {
    HttpRequest request = request(path).timeout(READ_TIMEOUT).DELETE().build();
    return exchange(request, NO_BODY).statusCode() != NOTHING_THERE;
  }

  private HttpResponse<byte[]> post(String path, byte[] body) {
    HttpRequest.Builder request =
        request(path)
            .timeout(WRITE_TIMEOUT)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofByteArray(body));
    if (body.length > 0) {
      request.header("Content-Type", JSON);
    }
    return exchange(request.build(), body);
  }

  private HttpResponse<byte[]> send(String method, String path, JsonNode body) {
    byte[] bytes = mapper.writeValueAsBytes(body);
    HttpRequest request =
        request(path)
            .timeout(WRITE_TIMEOUT)
            .header("Content-Type", JSON)
            .method(method, BodyPublishers.ofByteArray(bytes))
            .build();
    return exchange(request, bytes);
  }

  /** The text at {@code path}, not timed, since it may be long; the caller closes it. */
  public InputStream text(String path) {
    HttpRequest request = request(path).header("Accept", "text/plain").GET().build();
    return opened(send(request, BodyHandlers.ofInputStream()));
  }

  /**
   * Follows the events at {@code path} after {@code lastEventId}, from the first when that is
   * empty.
   */
  public ServerEvents events(String path, Query filters, String lastEventId) {
    HttpRequest.Builder request =
        addressed(path, always.and(filters).toString()).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return new ServerEvents(
        opened(send(request.GET().build(), BodyHandlers.ofInputStream())), lastEventId);
  }

  private HttpRequest.Builder request(String path) {
    return addressed(path, always.toString());
  }

  private HttpRequest.Builder addressed(String path, String query) {
    return HttpRequest.newBuilder(
        URI.create(address + path + (query.isEmpty() ? "" : "?" + query)));
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, byte[] body) {
    long start = System.nanoTime();
    int refusals = 0;
    while (true) {
      trace.sent(request.method(), request.uri(), body);
      HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
      trace.received(response.body());
      boolean isKept = isKept(response);
      refusals += isKept ? 0 : 1;
      if (!isBusy(response) || refusals == TRIES || hasPassed(WRITE_TIMEOUT, start)) {
        return successful(response);
      }
      Duration wait = retryAfter(response).orElse(BUSY.multipliedBy(refusals));
      trace.waiting(isKept ? "The server is still working on it" : "The server is busy", wait);
      pause.take(wait);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    Token used = token;
    HttpResponse<T> response = sendOnce(authorized(request, used), handler);
    if (response.statusCode() == UNAUTHORIZED) {
      Token renewed = tokens.get();
      if (!renewed.equals(used)) {
        token = renewed;
        return sendOnce(authorized(request, renewed), handler);
      }
    }
    return response;
  }

  private static HttpRequest authorized(HttpRequest request, Token token) {
    return HttpRequest.newBuilder(request, (_, _) -> true)
        .header("Authorization", token.header())
        .build();
  }

  private <T> HttpResponse<T> sendOnce(HttpRequest request, BodyHandler<T> handler) {
    long start = System.nanoTime();
    try {
      HttpResponse<T> response = http.send(request, handler);
      trace.answered(request.method(), response, Duration.ofNanos(System.nanoTime() - start));
      return response;
    } catch (HttpConnectTimeoutException timeout) {
      throw unreachable(
          "no connection within " + HttpClients.CONNECT_TIMEOUT.toSeconds() + " s", timeout);
    } catch (HttpTimeoutException timeout) {
      throw unreachable("no answer in time", timeout);
    } catch (ConnectException refused) {
      throw unreachable("it refuses connections", refused);
    } catch (IOException broken) {
      throw unreachable("the connection broke (" + reason(broken) + ")", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", interrupted);
    }
  }

  private HttpResponse<byte[]> successful(HttpResponse<byte[]> response) {
    if (response.statusCode() == UNAUTHORIZED) {
      throw new RefusedTokenException(address, token);
    }
    if (response.statusCode() >= FIRST_ERROR) {
      throw refused(response, response.body());
    }
    return response;
  }

  private InputStream opened(HttpResponse<InputStream> response) {
    if (response.statusCode() == UNAUTHORIZED) {
      throw new RefusedTokenException(address, token);
    }
    if (response.statusCode() < FIRST_ERROR) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw refused(response, body.readAllBytes());
    } catch (IOException broken) {
      throw unreachable("the connection broke (" + reason(broken) + ")", broken);
    }
  }

  private RefusedRequestException refused(HttpResponse<?> response, byte[] body) {
    return RefusedRequestException.of(response.statusCode(), body, address);
  }

  private Resource parsed(HttpResponse<byte[]> response) {
    try {
      return new Resource(mapper.readTree(response.body()));
    } catch (JacksonException malformed) {
      throw CommandException.systemError(
          "Cannot understand the answer of "
              + address
              + ": it is not JSON. Check that MODELWRIGHT_URL names a Modelwright server.",
          malformed);
    }
  }

  private UnreachableGatewayException unreachable(String reason, Exception cause) {
    return new UnreachableGatewayException(address, reason, cause);
  }

  private static String reason(IOException broken) {
    return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
  }

  private static boolean isBusy(HttpResponse<?> response) {
    return response.statusCode() == UNAVAILABLE || response.statusCode() == TOO_MANY_REQUESTS;
  }

  /** It has the request, and a repetition with the same key tells how it ended. */
  private static boolean isKept(HttpResponse<?> response) {
    return response.statusCode() == UNAVAILABLE
        && response.headers().firstValue("Location").isPresent();
  }

  private static boolean hasPassed(Duration time, long since) {
    return System.nanoTime() - since > time.toNanos();
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .map(wait -> wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
  }
}
