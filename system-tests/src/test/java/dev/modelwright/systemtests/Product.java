package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running product as a program uses it: REST, with the bodies of the reference document. */
final class Product {

  private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);
  private static final List<String> ENDS = List.of("Succeeded", "Failed", "Cancelled");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String token;
  private final Optional<String> trace;

  Product(URI url, String token) {
    this(url, token, Optional.empty());
  }

  private Product(URI url, String token, Optional<String> trace) {
    this.url = url;
    this.token = token;
    this.trace = trace;
  }

  Product withToken(String other) {
    return new Product(url, other);
  }

  /** Every request belongs to a trace with this id. */
  Product inTrace(String id) {
    return new Product(url, token, Optional.of(id));
  }

  /** The same with the paths of an account. */
  Product ofAccount(String account) {
    return new Product(
        URI.create(
            "%s/api/subscriptions/local/resourceGroups/modelwright/accounts/%s"
                .formatted(url, account)),
        token);
  }

  /** Creates an account or sets up an environment. */
  JsonNode put(String path, String body) {
    return put(path, body, 201);
  }

  /** As {@link #put(String, String)}, or changes what is there. */
  JsonNode put(String path, String body, int status) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build()),
        status);
  }

  /** Uploads bytes; returns the URL to name them by. */
  String upload(String fileName, byte[] content) {
    JsonNode place = place(fileName);
    assertThat(put(place, content).statusCode()).isEqualTo(201);
    return place.get("url").asString();
  }

  /** Asks for a place to upload to. */
  JsonNode place(String fileName) {
    return post("/uploads", "{\"fileName\": \"%s\"}".formatted(fileName), 201);
  }

  HttpResponse<String> put(JsonNode place, byte[] content) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place.get("uploadUrl").asString()))
            .PUT(BodyPublishers.ofByteArray(content));
    place
        .get("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asString()));
    return send(request.build());
  }

  String upload(Path file) {
    try {
      return Files.isDirectory(file)
          ? upload(file.getFileName() + ".zip", zip(file))
          : upload(file.getFileName().toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String registerModel(String name, String url, boolean unpack) {
    JsonNode model =
        post(
            "/models",
            """
            {
                "name": "%s",
                "tags": [
                    "myTag"
                ],
                "description": "my %s",
                "url": "%s",
                "mimeType": "application/zip",
                "unpack": "%s"
            }
            """
                .formatted(name, name, url, unpack),
            200);
    return model.get("id").asString();
  }

  /**
   * Creates a manifest, with the comma that the reference document has after its last asset.
   *
   * @param runtime such as {@code Python}
   * @param dependencies a property of the target runtime and the URL of its file, if any
   */
  String createManifest(
      String name,
      String modelId,
      String driverUrl,
      String runtime,
      Optional<String> dependencies) {
    JsonNode manifest =
        post(
            "/manifests",
            """
            {
               "driverProgram": "scoringFileId",
               "description": "of a test",
               "modelType": "Registered",
               "name": "%s",
               "modelIds": [
                  "%s"
               ],
               "assets": [
                  {
                     "id": "scoringFileId",
                     "url": "%s",
                     "mimeType": "application/x-python",
                     "unPack": "False"
                  },
               ],
               "targetRuntime": {
                  "runtimeType": "%s",
                  "properties": {
                     %s
                  }
               }
            }
            """
                .formatted(name, modelId, driverUrl, runtime, dependencies.orElse("")),
            200);
    return manifest.get("id").asString();
  }

  /** Orders an image; returns its id. */
  String orderImage(String name, String manifestId) {
    JsonNode image =
        post(
            "/images",
            """
            {
                "manifestId": "%s",
                "imageType": "Docker",
                "name": "%s"
            }
            """
                .formatted(manifestId, name),
            202);
    return image.get("Id").asString();
  }

  /** Orders an image and waits for the answer that holds the finished one. */
  JsonNode waitForImage(String name, String manifestId) {
    String body =
        "{\"manifestId\": \"%s\", \"imageType\": \"Docker\", \"name\": \"%s\"}"
            .formatted(manifestId, name);
    return json(
        send(
            request("/images")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=120")
                .POST(BodyPublishers.ofString(body))
                .build()),
        200);
  }

  /** Cancels a build; it must be one that has not ended. */
  JsonNode cancel(String imageId) {
    return json(
        send(request("/images/%s/cancel".formatted(imageId)).POST(BodyPublishers.noBody()).build()),
        202);
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE().build());
  }

  JsonNode createImage(String name, String manifestId) {
    return awaitEnd(orderImage(name, manifestId));
  }

  JsonNode awaitEnd(String imageId) {
    return Awaitility.await()
        .atMost(BUILD_LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> image(imageId), image -> ENDS.contains(image.get("CreationState").asString()));
  }

  JsonNode image(String imageId) {
    return json(get("/images/" + imageId), 200);
  }

  JsonNode model(String modelId) {
    return json(get("/models/" + modelId), 200);
  }

  JsonNode operation(String imageId) {
    return json(get("/operations/" + imageId), 200);
  }

  String log(String imageId) {
    HttpResponse<String> response = get("/images/%s/log".formatted(imageId));
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  static boolean answers(URI health) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a server takes for the time. */
  static Instant time(URI server) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.resolve("/actuator/health")).build();
      String date =
          http.send(request, BodyHandlers.discarding()).headers().firstValue("Date").orElseThrow();
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What anybody may read. */
  static String read(URI address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  private JsonNode post(String path, String body, int status) {
    return json(post(path, body), status);
  }

  HttpResponse<String> post(String path, String body) {
    BodyPublisher publisher = BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    return send(request(path).header("Content-Type", "application/json").POST(publisher).build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    trace.ifPresent(id -> request.header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(id)));
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(response.body());
  }

  /** Packs a folder as the command line does: the folder itself is the root. */
  private static byte[] zip(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.getParent().relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
