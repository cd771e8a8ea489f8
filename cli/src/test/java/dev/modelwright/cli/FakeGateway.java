package dev.modelwright.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plays the gateway's part of the REST contract on a real socket. */
final class FakeGateway implements AutoCloseable {

  static final String TOKEN = "the-token";
  static final String IMAGE_ID = "5d2b1a0e-7c6f-4a53-9f3e-0c1d2e3f4a5b";

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What a client sent. */
  record Call(String method, String path, String query, Map<String, String> headers, byte[] body) {

    String route() {
      return method + " " + path;
    }

    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  private record LogBreak(int lines, boolean isConnectionBroken) {}

  /** A canned answer. */
  record Answer(int status, Map<String, String> headers, String body) {

    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    /** The connection breaks instead. */
    static Answer none() {
      return of(0, "");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();
  private final Map<String, byte[]> parts = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Deque<LogBreak> logBreaks = new ArrayDeque<>();
  private volatile String token = TOKEN;
  private volatile Path tokenFile;
  private volatile String nextToken;
  private volatile String renewal;
  private volatile List<String> events = List.of();
  private volatile boolean keepsUploads;
  private volatile List<String> log = List.of();
  private volatile ObjectNode endedImage = image("Succeeded");

  FakeGateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Call> calls() {
    return calls;
  }

  List<Call> calls(String route) {
    return calls.stream().filter(call -> call.route().equals(route)).toList();
  }

  Call call(String route) {
    List<Call> found = calls(route);
    if (found.size() != 1) {
      throw new AssertionError(route + " was called " + found.size() + " times: " + calls);
    }
    return found.getFirst();
  }

  /** The next calls of a route are answered with these, then as usual. */
  FakeGateway answering(String route, Answer... next) {
    answers.computeIfAbsent(route, _ -> new ArrayDeque<>()).addAll(List.of(next));
    return this;
  }

  /** From one call on, only the next token is taken; it stands in the file. */
  void renewingToken(Path file, String next, String route) {
    tokenFile = file;
    nextToken = next;
    renewal = route;
  }

  /** The bytes behind an address that was given out for an upload. */
  byte[] artifact(String url) {
    return artifacts.get(URI.create(url).getPath());
  }

  FakeGateway logging(String... lines) {
    log = List.of(lines);
    return this;
  }

  /** The next log stream ends after so many lines; the build goes on until the one after. */
  FakeGateway closingLogAfter(int lines) {
    logBreaks.add(new LogBreak(lines, false));
    return this;
  }

  /** As {@link #closingLogAfter(int)}, but the connection breaks, and what was sent may be lost. */
  FakeGateway breakingLogAfter(int lines) {
    logBreaks.add(new LogBreak(lines, true));
    return this;
  }

  FakeGateway happening(String... cloudEvents) {
    events = List.of(cloudEvents);
    return this;
  }

  FakeGateway ending(ObjectNode image) {
    endedImage = image;
    return this;
  }

  static ObjectNode image(String state) {
    ObjectNode image = JSON.createObjectNode();
    image.put("CreatedTime", "2026-11-26T13:00:00Z");
    image.put("CreationState", state);
    image.put("Description", "prices");
    image.put("Id", IMAGE_ID);
    image.put("ImageType", "Docker");
    image.putObject("Manifest").put("id", "c510e688-60cc-43fb-bfe1-491a97374c6a");
    image.put("Version", 3);
    image.put("Name", "housing");
    if (state.equals("Succeeded")) {
      image.put("ImageLocation", "127.0.0.1:5000/housing:3");
      image.put("Digest", "sha256:" + "ab".repeat(32));
      image.putArray("Phases").addObject().put("Name", "environment").put("Duration", "PT2.1S");
    }
    return image;
  }

  static String problem(int status, String message) {
    return "{\"code\": \"Refused\", \"message\": \"%s\", \"statusCode\": %d, \"details\": []}"
        .formatted(message, status);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Call call = received(exchange);
    calls.add(call);
    if (call.route().equals(renewal)) {
      Files.writeString(tokenFile, nextToken);
      token = nextToken;
    }
    Deque<Answer> canned = answers.get(call.route());
    if (canned != null && !canned.isEmpty()) {
      send(exchange, canned.poll());
    } else if (call.path().startsWith("/artifacts/")) {
      send(exchange, stored(call));
    } else if (!("Bearer " + token).equals(call.headers().get("Authorization"))) {
      send(exchange, Answer.of(401, problem(401, "Cannot accept the token.")));
    } else if (call.path().equals("/events")) {
      sendEvents(exchange, call);
    } else if (call.path().endsWith("/log")) {
      sendLog(exchange, call);
    } else {
      send(exchange, answer(call));
    }
  }

  private static Call received(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String query = exchange.getRequestURI().getRawQuery();
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private Answer answer(Call call) {
    return switch (call.route()) {
      case "POST /uploads" -> upload(call);
      case "POST /models", "POST /manifests" -> created(call);
      case "POST /images" ->
          new Answer(
              202,
              Map.of("Operation-Location", address() + "/operations/" + IMAGE_ID),
              image("NotStarted").toString());
      case "GET /images/" + IMAGE_ID ->
          Answer.of(200, (logBreaks.isEmpty() ? endedImage : image("Running")).toString());
      case "GET /models", "GET /manifests", "GET /images" -> Answer.of(200, "{\"value\": []}");
      default -> Answer.of(404, problem(404, "Cannot find " + call.path() + "."));
    };
  }

  /** Offsets as draft-ietf-httpbis-resumable-upload says. */
  private Answer stored(Call call) {
    byte[] before = parts.getOrDefault(call.path(), new byte[0]);
    if (call.method().equals("HEAD")) {
      boolean isComplete = artifacts.containsKey(call.path());
      return new Answer(
          204,
          Map.of(
              "Upload-Offset",
              Integer.toString(before.length),
              "Upload-Complete",
              isComplete ? "?1" : "?0"),
          "");
    }
    if (call.method().equals("PATCH")
        && !call.headers().get("Upload-offset").equals(Integer.toString(before.length))) {
      return new Answer(
          409,
          Map.of("Upload-Offset", Integer.toString(before.length)),
          problem(409, "Elsewhere."));
    }
    byte[] whole = Arrays.copyOf(before, before.length + call.body().length);
    System.arraycopy(call.body(), 0, whole, before.length, call.body().length);
    parts.put(call.path(), whole);
    artifacts.put(call.path(), whole);
    return Answer.of(201, "");
  }

  /** What came of an upload is kept when it breaks off; of one it is {@code kept}. */
  FakeGateway keepingUploads(String path, String kept) {
    keepsUploads = true;
    parts.put(path, kept.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private Answer upload(Call call) {
    String fileName = call.json().get("fileName").asString().replace(" ", "%20");
    String path = "/artifacts/uploads/%d/%s".formatted(numbers.incrementAndGet(), fileName);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("url", address() + path);
    answer.put("uploadUrl", address() + path + "?sp=c&sig=secret");
    ObjectNode headers = answer.putObject("headers").put("x-ms-blob-type", "BlockBlob");
    if (keepsUploads) {
      headers.put("Upload-Complete", "?1");
    }
    answer.put("expiresAt", "2026-11-26T14:00:00Z");
    return Answer.of(201, answer.toString());
  }

  private Answer created(Call call) {
    ObjectNode answer = (ObjectNode) call.json();
    answer.put("id", "00000000-0000-4000-8000-%012d".formatted(numbers.incrementAndGet()));
    answer.put("version", 1);
    return Answer.of(200, answer.toString());
  }

  /** The events after the last one that a client has seen; the stream ends after each. */
  private void sendEvents(HttpExchange exchange, Call call) throws IOException {
    int next = Integer.parseInt(call.headers().getOrDefault("Last-event-id", "0"));
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    if (next < events.size()) {
      body.write(
          ": waiting\nid: %d\n\nid: %d\ndata: %s\n\n"
              .formatted(next, next + 1, events.get(next))
              .getBytes(StandardCharsets.UTF_8));
    }
    body.close();
  }

  private void sendLog(HttpExchange exchange, Call call) throws IOException {
    if (!"text/event-stream".equals(call.headers().get("Accept"))) {
      send(exchange, Answer.of(200, String.join("\n", log) + "\n"));
      return;
    }
    int first = Integer.parseInt(call.headers().getOrDefault("Last-event-id", "0"));
    LogBreak logBreak = logBreaks.peek();
    int last = logBreak == null ? log.size() : logBreak.lines();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    for (int line = first; line < last; line++) {
      body.write(
          "id: %d\ndata: %s\n\n"
              .formatted(line + 1, log.get(line))
              .getBytes(StandardCharsets.UTF_8));
      body.flush();
    }
    if (logBreak != null) {
      logBreaks.poll();
      if (logBreak.isConnectionBroken()) {
        throw new IOException("The connection breaks here");
      }
      body.close();
      return;
    }
    body.write("event: end\ndata: %s\n\n".formatted(endedImage).getBytes(StandardCharsets.UTF_8));
    body.close();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.status() == 0) {
      throw new IOException("The connection breaks here");
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
