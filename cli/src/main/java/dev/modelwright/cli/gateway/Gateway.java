package dev.modelwright.cli.gateway;

import dev.modelwright.cli.failure.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
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
  private static final String REQUEST_ID = "x-ms-request-id";
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
  private final JsonMapper mapper = JsonMapper.shared();
  private volatile Token token;
  private HttpClient streams;

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
  }

  /** The object at {@code path}. */
  public Resource get(String path) {
    return parsed(exchange(call("GET", path, always, NO_BODY, READ_TIMEOUT)));
  }

  /** Every object of a list, page after page. */
  public List<Resource> list(String path, Query filters) {
    List<Resource> all = new ArrayList<>();
    Optional<String> query = Optional.of(always.and(filters).toString());
    while (query.isPresent()) {
      Resource page =
          parsed(
              exchange(
                  new Call("GET", addressed(path, query.get()), Map.of(), NO_BODY, READ_TIMEOUT)));
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
    return exchange(call("DELETE", path, always, NO_BODY, READ_TIMEOUT)).status() != NOTHING_THERE;
  }

  private Answer post(String path, byte[] body) {
    Call call =
        call("POST", path, always, body, WRITE_TIMEOUT)
            .with("Idempotency-Key", UUID.randomUUID().toString());
    return exchange(body.length > 0 ? call.with("Content-Type", JSON) : call);
  }

  private Answer send(String method, String path, JsonNode body) {
    byte[] bytes = mapper.writeValueAsBytes(body);
    return exchange(call(method, path, always, bytes, WRITE_TIMEOUT).with("Content-Type", JSON));
  }

  private Call call(String method, String path, Query query, byte[] body, Duration timeout) {
    return new Call(method, addressed(path, query.toString()), Map.of(), body, timeout);
  }

  /** The text at {@code path}, not timed, since it may be long; the caller closes it. */
  public InputStream text(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(addressed(path, always.toString()))
            .header("Accept", "text/plain")
            .GET()
            .build();
    return opened(stream(request));
  }

  /**
   * Follows the events at {@code path} after {@code lastEventId}, from the first when that is
   * empty.
   */
  public ServerEvents events(String path, Query filters, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(addressed(path, always.and(filters).toString()))
            .header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return new ServerEvents(opened(stream(request.GET().build())), lastEventId);
  }

  private URI addressed(String path, String query) {
    return URI.create(address + path + (query.isEmpty() ? "" : "?" + query));
  }

  private Answer exchange(Call call) {
    long start = System.nanoTime();
    int refusals = 0;
    while (true) {
      trace.sent(call.method(), call.address(), call.body());
      Answer answer = send(call);
      trace.received(answer.body());
      boolean isKept = isKept(answer);
      refusals += isKept ? 0 : 1;
      if (!isBusy(answer) || refusals == TRIES || hasPassed(WRITE_TIMEOUT, start)) {
        return successful(answer);
      }
      Duration wait = retryAfter(answer).orElse(BUSY.multipliedBy(refusals));
      trace.waiting(isKept ? "The server is still working on it" : "The server is busy", wait);
      pause.take(wait);
    }
  }

  private Answer send(Call call) {
    return withToken(used -> sendOnce(call.with("Authorization", used.header())), Answer::status);
  }

  private Answer sendOnce(Call call) {
    return timed(
        call.method(),
        call.address(),
        () -> HttpCalls.send(call),
        Answer::status,
        answer -> answer.header(REQUEST_ID));
  }

  /** On the JDK's new client, since a stream may be closed while somebody waits for its bytes. */
  private HttpResponse<InputStream> stream(HttpRequest request) {
    return withToken(used -> streamOnce(authorized(request, used)), HttpResponse::statusCode);
  }

  private HttpResponse<InputStream> streamOnce(HttpRequest request) {
    return timed(
        request.method(),
        request.uri(),
        () -> streams().send(request, BodyHandlers.ofInputStream()),
        HttpResponse::statusCode,
        response -> response.headers().firstValue(REQUEST_ID));
  }

  private synchronized HttpClient streams() {
    if (streams == null) {
      streams = HttpClients.to(address);
    }
    return streams;
  }

  private static HttpRequest authorized(HttpRequest request, Token token) {
    return HttpRequest.newBuilder(request, (_, _) -> true)
        .header("Authorization", token.header())
        .build();
  }

  /** Asks once more with a newer token when there is one. */
  private <T> T withToken(Function<Token, T> ask, ToIntFunction<T> status) {
    Token used = token;
    T answer = ask.apply(used);
    if (status.applyAsInt(answer) == UNAUTHORIZED) {
      Token renewed = tokens.get();
      if (!renewed.equals(used)) {
        token = renewed;
        return ask.apply(renewed);
      }
    }
    return answer;
  }

  /** A question to the server, as the JDK's clients ask it. */
  private interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }

  private <T> T timed(
      String method,
      URI asked,
      Question<T> question,
      ToIntFunction<T> status,
      Function<T, Optional<String>> requestId) {
    long start = System.nanoTime();
    try {
      T answer = question.ask();
      trace.answered(
          method,
          asked,
          status.applyAsInt(answer),
          requestId.apply(answer),
          Duration.ofNanos(System.nanoTime() - start));
      return answer;
    } catch (HttpConnectTimeoutException timeout) {
      throw noConnection(timeout);
    } catch (HttpTimeoutException timeout) {
      throw unreachable("no answer in time", timeout);
    } catch (SocketTimeoutException timeout) {
      throw "Connect timed out".equals(timeout.getMessage())
          ? noConnection(timeout)
          : unreachable("no answer in time", timeout);
    } catch (ConnectException refused) {
      throw unreachable("it refuses connections", refused);
    } catch (IOException broken) {
      throw unreachable("the connection broke (" + reason(broken) + ")", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", interrupted);
    }
  }

  private UnreachableGatewayException noConnection(IOException timeout) {
    return unreachable(
        "no connection within " + HttpClients.CONNECT_TIMEOUT.toSeconds() + " s", timeout);
  }

  private Answer successful(Answer answer) {
    if (answer.status() == UNAUTHORIZED) {
      throw new RefusedTokenException(address, token);
    }
    if (answer.status() >= FIRST_ERROR) {
      throw refused(answer.status(), answer.body());
    }
    return answer;
  }

  private InputStream opened(HttpResponse<InputStream> response) {
    if (response.statusCode() == UNAUTHORIZED) {
      throw new RefusedTokenException(address, token);
    }
    if (response.statusCode() < FIRST_ERROR) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw refused(response.statusCode(), body.readAllBytes());
    } catch (IOException broken) {
      throw unreachable("the connection broke (" + reason(broken) + ")", broken);
    }
  }

  private RefusedRequestException refused(int status, byte[] body) {
    return RefusedRequestException.of(status, body, address);
  }

  private Resource parsed(Answer answer) {
    try {
      return new Resource(mapper.readTree(answer.body()));
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

  private static boolean isBusy(Answer answer) {
    return answer.status() == UNAVAILABLE || answer.status() == TOO_MANY_REQUESTS;
  }

  /** It has the request, and a repetition with the same key tells how it ended. */
  private static boolean isKept(Answer answer) {
    return answer.status() == UNAVAILABLE && answer.header("Location").isPresent();
  }

  private static boolean hasPassed(Duration time, long since) {
    return System.nanoTime() - since > time.toNanos();
  }

  private static Optional<Duration> retryAfter(Answer answer) {
    return answer
        .header("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .map(wait -> wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
  }
}
