package dev.modelwright.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running installation that is measured, as its users reach it. */
final class Installation implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  static {
    // The JDK's client keeps five open by itself, and makes new ones for the rest of 32.
    System.setProperty("http.maxConnections", "64");
  }

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final String kafka;
  private final String mongodb;
  private final String token;

  private Installation(URI url, String kafka, String mongodb, String token) {
    this.url = url;
    this.kafka = kafka;
    this.mongodb = mongodb;
    this.token = token;
  }

  /** Only what answers REST. */
  static Installation of(URI server, String token) {
    return new Installation(server, "", "", token);
  }

  /** The one that {@code ./modelwright up} has started in {@code MODELWRIGHT_HOME}. */
  static Installation ofEnvironment() throws IOException {
    String home = System.getenv("MODELWRIGHT_HOME");
    Path folder =
        home == null ? Path.of(System.getProperty("user.home"), ".modelwright") : Path.of(home);
    Path ready = folder.resolve("run/ready.json");
    if (!Files.exists(ready)) {
      throw new IllegalStateException(
          "Cannot measure: nothing runs in '%s'. Run ./modelwright up.".formatted(folder));
    }
    JsonNode description = JsonMapper.builder().build().readTree(Files.readString(ready));
    return new Installation(
        URI.create(description.get("url").asString()),
        description.get("kafka").asString(),
        mongodb(folder),
        Files.readString(folder.resolve("token")).strip());
  }

  /** The user's, else the child process of the installation. */
  private static String mongodb(Path home) throws IOException {
    String given = System.getenv("MODELWRIGHT_MONGODB_URI");
    return given != null
        ? given
        : "mongodb://127.0.0.1:%s/?directConnection=true"
            .formatted(Files.readString(home.resolve("mongod/port")).strip());
  }

  String kafka() {
    return kafka;
  }

  String mongodb() {
    return mongodb;
  }

  /** Uploads a file; returns the URL to register it under. */
  String upload(String fileName, String content) throws IOException, InterruptedException {
    JsonNode upload = post("/uploads", Map.of("fileName", fileName));
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").asString()))
            .timeout(TIMEOUT)
            .PUT(HttpRequest.BodyPublishers.ofString(content, StandardCharsets.UTF_8));
    upload
        .get("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
    HttpResponse<String> answer = http.send(put.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("Upload answered " + answer.statusCode());
    }
    return upload.get("url").asString();
  }

  JsonNode post(String path, Object body, String... headers) throws IOException {
    return send("POST", path, body, headers);
  }

  void put(String path, Object body) throws IOException {
    send("PUT", path, body);
  }

  /** Blocking from socket to caller: a client of many threads would measure its own hand-overs. */
  private JsonNode send(String method, String path, Object body, String... headers)
      throws IOException {
    HttpURLConnection request = (HttpURLConnection) url.resolve(path).toURL().openConnection();
    request.setConnectTimeout((int) TIMEOUT.toMillis());
    request.setReadTimeout((int) TIMEOUT.toMillis());
    request.setRequestProperty("Authorization", "Bearer " + token);
    request.setRequestProperty("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.setRequestProperty(headers[i], headers[i + 1]);
    }
    request.setRequestMethod(method);
    request.setDoOutput(true);
    try (OutputStream sent = request.getOutputStream()) {
      json.writeValue(sent, body);
    }
    int status = request.getResponseCode();
    try (InputStream answer = status < 300 ? request.getInputStream() : request.getErrorStream()) {
      byte[] received = answer.readAllBytes();
      if (status >= 300) {
        throw new IllegalStateException(
            "%s %s answered %d: %s"
                .formatted(method, path, status, new String(received, StandardCharsets.UTF_8)));
      }
      return json.readTree(received);
    }
  }

  /**
   * @param address a path, or a link of ours
   */
  JsonNode get(URI address) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(request(address.toString()).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("GET %s answered %d".formatted(address, answer.statusCode()));
    }
    return json.readTree(answer.body());
  }

  void get(String path) throws IOException, InterruptedException {
    read(request(path));
  }

  void getWithoutToken(String path) throws IOException, InterruptedException {
    read(HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT));
  }

  private void read(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "GET %s answered %d".formatted(answer.uri().getPath(), answer.statusCode()));
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    http.close();
  }
}
