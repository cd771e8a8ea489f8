package dev.modelwright.distribution.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a container registry and does to requests what a bad day does. */
final class FaultProxy implements AutoCloseable {

  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade");

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  FaultProxy(URI target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Asked in order, before a request goes on; the first that answers true has dealt with it. */
  void add(Fault fault) {
    faults.add(fault);
  }

  /** What was asked so far, as {@code METHOD path}. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }

  static void answer(HttpExchange exchange, int status, String... headers) throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    for (Fault fault : faults) {
      if (fault.strikes(exchange)) {
        return;
      }
    }
    forward(exchange);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
              .method(exchange.getRequestMethod(), BodyPublishers.ofInputStream(() -> body));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase())) {
              values.forEach(value -> request.header(name, value));
            }
          });
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      response.headers().map().forEach((name, values) -> copy(exchange, name, values));
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(
          response.statusCode(), head || response.body().length == 0 ? -1 : response.body().length);
      if (!head && response.body().length > 0) {
        exchange.getResponseBody().write(response.body());
      }
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copy(HttpExchange exchange, String name, List<String> values) {
    if (!NOT_FORWARDED.contains(name.toLowerCase())) {
      for (String value : values) {
        boolean location = name.equalsIgnoreCase("location");
        exchange.getResponseHeaders().add(name, location ? withoutTarget(value) : value);
      }
    }
  }

  private String withoutTarget(String location) {
    return location.replace(target.toString(), "");
  }

  /** Deals with a request in its own way, or leaves it. */
  @FunctionalInterface
  interface Fault {

    boolean strikes(HttpExchange exchange) throws IOException;

    /** Strikes only so many times, and only at one method. */
    static Fault times(int times, String method, Fault fault) {
      int[] left = {times};
      return exchange -> {
        synchronized (left) {
          if (left[0] == 0 || !exchange.getRequestMethod().equals(method)) {
            return false;
          }
          left[0]--;
        }
        return fault.strikes(exchange);
      };
    }

    static Fault status(int status, String... headers) {
      return exchange -> {
        answer(exchange, status, headers);
        return true;
      };
    }

    /** Takes some bytes of the body, then breaks the connection. */
    static Fault resetAfter(int bytes) {
      return exchange -> {
        exchange.getRequestBody().readNBytes(bytes);
        exchange.close();
        return true;
      };
    }
  }
}
