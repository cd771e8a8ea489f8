package dev.modelwright.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Content;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.ImageEvent.ImageBuildStarted;
import dev.modelwright.schemas.ImageEvent.ImageCancellationRejected;
import dev.modelwright.schemas.ImageEvent.ImageCancelled;
import dev.modelwright.schemas.ImageEvent.ImageFailed;
import dev.modelwright.schemas.ImageEvent.ImageQueued;
import dev.modelwright.schemas.ImageEvent.ImageRejected;
import dev.modelwright.schemas.ImageEvent.ImageSucceeded;
import dev.modelwright.schemas.ImageRequestEvent.ImageCancellationRequested;
import dev.modelwright.schemas.ImageRequestEvent.ImageCreationRequested;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.ManifestEvent.ManifestCreated;
import dev.modelwright.schemas.ManifestEvent.ManifestRejected;
import dev.modelwright.schemas.ManifestRequestEvent.ManifestCreationRequested;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.ModelEvent.ModelRegistered;
import dev.modelwright.schemas.ModelEvent.ModelRegistrationRejected;
import dev.modelwright.schemas.ModelRequestEvent.ModelRegistrationRequested;
import dev.modelwright.schemas.Phase;
import dev.modelwright.schemas.Problem;
import dev.modelwright.schemas.Topics;
import dev.modelwright.web.ServiceTokens;
import dev.modelwright.web.SharedSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The owners of models, manifests and images as the gateway sees them: real CloudEvents on a real
 * broker, and their reads over HTTP. A request named {@link #UNANSWERED} gets no answer.
 */
final class OwnersFixture implements AutoCloseable {

  static final String REFUSED = "refused";
  static final String UNANSWERED = "unanswered";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CloudEvents cloudEvents = new CloudEvents("/tests", Clock.systemUTC());
  private final Map<UUID, Model> models = new ConcurrentHashMap<>();
  private final Map<UUID, Manifest> manifests = new ConcurrentHashMap<>();
  private final Map<UUID, Image> images = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();
  private final List<Event> requests = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final HttpServer server;
  private final Thread thread = new Thread(this::answerRequests, "owners");
  private final ResourcesFixture resources = new ResourcesFixture();
  private final JwtDecoder tokens;
  private volatile boolean away;

  OwnersFixture(String bootstrapServers, String secret) {
    tokens = new ServiceTokens(SharedSecret.of(secret), "tests", Clock.systemUTC()).decoder();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answerRead);
    server.start();
  }

  /** Begins to hear requests; their topics must be there. */
  void listen() {
    List<TopicPartition> partitions =
        Stream.of(Topics.MODEL_REQUESTS, Topics.MANIFEST_REQUESTS, Topics.IMAGE_REQUESTS)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  ResourcesFixture resources() {
    return resources;
  }

  /** Every request that was heard so far. */
  List<Event> requests() {
    return requests;
  }

  /** Paths and queries of every read so far. */
  List<String> queries() {
    return queries;
  }

  /** From now on reads end with 503, or no longer. */
  void away(boolean isAway) {
    away = isAway;
  }

  Image image(UUID id) {
    return images.get(id);
  }

  /** A worker begins. */
  void start(UUID imageId) {
    Image image = images.get(imageId);
    images.put(imageId, with(image, "Running", null, null));
    publish(
        new ImageBuildStarted(
            imageId,
            image.account(),
            1,
            "worker-1",
            URI.create("http://127.0.0.1/log"),
            Instant.now()));
  }

  void succeed(UUID imageId) {
    Image image = images.get(imageId);
    Phase phase = new Phase("environment", image.createdAt(), Duration.ofMillis(1500), false);
    publish(
        new ImageSucceeded(
            imageId,
            image.account(),
            1,
            "127.0.0.1:5000/" + image.name() + ":1",
            "sha256:" + "0".repeat(64),
            List.of(phase),
            Instant.now()));
    images.put(imageId, with(image, "Succeeded", null, phase));
  }

  private Event cancelled(ImageCancellationRequested request) {
    Image image = images.get(request.id());
    if (image.endedAt() != null) {
      return new ImageCancellationRejected(
          image.id(),
          image.account(),
          Problem.of("BuildEnded", 409, "Cannot cancel image 'housing:1': its build has ended."));
    }
    Problem problem = Problem.of("Cancelled", 409, "Cannot finish image: it was cancelled.");
    images.put(image.id(), with(image, "Cancelled", problem, null));
    return new ImageCancelled(image.id(), image.account(), problem, now());
  }

  void fail(UUID imageId, Problem problem) {
    Image image = images.get(imageId);
    publish(new ImageFailed(imageId, image.account(), 1, problem, List.of(), Instant.now()));
    images.put(imageId, with(image, "Failed", problem, null));
  }

  private static Image with(Image image, String state, Problem problem, Phase phase) {
    boolean succeeded = state.equals("Succeeded");
    return new Image(
        image.id(),
        image.account(),
        image.name(),
        image.version(),
        image.description(),
        image.imageType(),
        image.computeResourceId(),
        image.manifest(),
        state,
        1,
        succeeded ? "127.0.0.1:5000/" + image.name() + ":1" : null,
        succeeded ? "sha256:" + "0".repeat(64) : null,
        null,
        problem,
        phase == null ? List.of() : List.of(phase),
        image.createdAt(),
        state.equals("Running") ? null : now(),
        image.artifactStore());
  }

  private void answerRequests() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          String type =
              new String(
                  record.headers().lastHeader(CloudEvents.TYPE).value(), StandardCharsets.UTF_8);
          Event request = cloudEvents.read(type, record.value());
          requests.add(request);
          fact(request).ifPresent(this::publish);
        }
      }
    } catch (WakeupException _) {
      consumer.close();
    }
  }

  private Optional<Event> fact(Event request) {
    return switch (request) {
      case ModelRegistrationRequested model when model.name().equals(REFUSED) ->
          Optional.of(
              new ModelRegistrationRejected(
                  model.id(),
                  model.account(),
                  model.name(),
                  Problem.of("UnreachableContent", 422, "Cannot fetch it.")));
      case ModelRegistrationRequested model when model.name().equals(UNANSWERED) ->
          Optional.empty();
      case ModelRegistrationRequested model ->
          Optional.of(
              new ModelRegistered(models.computeIfAbsent(model.id(), _ -> registered(model))));
      case ManifestCreationRequested manifest
          when !models.keySet().containsAll(manifest.modelIds()) ->
          Optional.of(
              new ManifestRejected(
                  manifest.id(),
                  manifest.account(),
                  manifest.name(),
                  Problem.of("UnknownModel", 422, "Cannot create it.")));
      case ManifestCreationRequested manifest ->
          Optional.of(
              new ManifestCreated(
                  manifests.computeIfAbsent(manifest.id(), _ -> created(manifest))));
      case ImageCreationRequested image when !manifests.containsKey(image.manifestId()) ->
          Optional.of(
              new ImageRejected(
                  image.id(),
                  image.account(),
                  image.name(),
                  Problem.of("UnknownManifest", 422, "Cannot create it.")));
      case ImageCreationRequested image ->
          Optional.of(new ImageQueued(images.computeIfAbsent(image.id(), _ -> queued(image))));
      case ImageCancellationRequested cancellation -> Optional.of(cancelled(cancellation));
      default -> throw new IllegalStateException("Unexpected request " + request);
    };
  }

  private Model registered(ModelRegistrationRequested request) {
    return new Model(
        request.id(),
        request.account(),
        request.name(),
        version(request.key()),
        request.description(),
        request.tags(),
        request.url(),
        request.mimeType(),
        request.unpack(),
        new Content("sha256/00", "0".repeat(64), 3, "zip", "model.zip", List.of("model")),
        now());
  }

  private Manifest created(ManifestCreationRequested request) {
    return new Manifest(
        request.id(),
        request.account(),
        request.name(),
        version(request.key()),
        request.description(),
        request.driverProgram(),
        "Registered",
        request.modelIds(),
        request.modelIds().stream().map(models::get).toList(),
        request.assets(),
        request.targetRuntime(),
        "Realtime",
        now());
  }

  private Image queued(ImageCreationRequested request) {
    return new Image(
        request.id(),
        request.account(),
        request.name(),
        version(request.key()),
        request.description(),
        "Docker",
        request.computeResourceId(),
        manifests.get(request.manifestId()),
        "NotStarted",
        0,
        null,
        null,
        null,
        null,
        List.of(),
        now(),
        null,
        resources.artifactStore(request.computeResourceId()));
  }

  private int version(String key) {
    return versions.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private void publish(Event fact) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.of(fact), fact.key().getBytes(StandardCharsets.UTF_8), cloudEvents.write(fact));
    cloudEvents
        .headers(fact, fact.id())
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(record);
    producer.flush();
  }

  private void answerRead(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      queries.add(uri.toString());
      if (away) {
        answer(exchange, 503, Problem.of("StoreUnavailable", 503, "Away."));
      } else if (!isOfAService(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, Problem.of("Unauthorized", 401, "No token."));
      } else {
        String[] path = uri.getPath().substring(1).split("/");
        if (resources.answers(path)) {
          resources.answer(exchange, path);
          return;
        }
        String account = String.join("/", path[1], path[2], path[3]);
        if (exchange.getRequestMethod().equals("DELETE")) {
          delete(exchange, path[4], UUID.fromString(path[5]));
        } else {
          answerRead(exchange, account, path[4], path.length > 5 ? path[5] : null);
        }
      }
    }
  }

  private boolean isOfAService(String authorization) {
    try {
      return authorization != null
          && tokens.decode(authorization.substring("Bearer ".length())).getSubject() != null;
    } catch (JwtException _) {
      return false;
    }
  }

  private void answerRead(HttpExchange exchange, String account, String collection, String id)
      throws IOException {
    Map<String, Object> owned = new LinkedHashMap<>();
    Map<String, String> query = query(exchange.getRequestURI());
    switch (collection) {
      case "models" ->
          models.values().stream()
              .filter(model -> model.account().equals(account))
              .sorted((a, b) -> a.createdAt().compareTo(b.createdAt()))
              .forEach(model -> owned.put(model.id().toString(), model));
      case "manifests" ->
          manifests.values().stream()
              .filter(manifest -> manifest.account().equals(account))
              .filter(manifest ->
                  !query.containsKey("modelId")
                      || manifest.modelIds().contains(UUID.fromString(query.get("modelId"))))
              .forEach(manifest -> owned.put(manifest.id().toString(), manifest));
      default ->
          images.values().stream()
              .filter(image -> image.account().equals(account))
              .forEach(image -> owned.put(image.id().toString(), image));
    }
    if (id == null) {
      answerList(exchange, List.copyOf(owned.values()));
    } else if (owned.containsKey(id)) {
      answer(exchange, 200, owned.get(id));
    } else {
      answer(exchange, 404, Problem.of("Unknown", 404, "None."));
    }
  }

  private void delete(HttpExchange exchange, String collection, UUID id) throws IOException {
    boolean used = images.values().stream().anyMatch(image -> image.manifest().id().equals(id));
    if (collection.equals("manifests") && used) {
      answer(
          exchange, 409, Problem.of("ManifestInUse", 409, "Cannot delete manifest 'housing:1'."));
      return;
    }
    Map<UUID, ?> things =
        switch (collection) {
          case "models" -> models;
          case "manifests" -> manifests;
          default -> images;
        };
    Object deleted = things.remove(id);
    if (deleted == null) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      answer(exchange, 200, deleted);
    }
  }

  static void answerList(HttpExchange exchange, List<Object> items) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI());
    int count = Integer.parseInt(query.getOrDefault("count", "100"));
    if (count < 1) {
      answer(exchange, 400, Problem.of("InvalidParameter", 400, "count is at least 1"));
      return;
    }
    int from = Integer.parseInt(query.getOrDefault("skipToken", "0"));
    int to = Math.min(items.size(), from + count);
    Map<String, Object> page = new LinkedHashMap<>(Map.of("value", items.subList(from, to)));
    if (to < items.size()) {
      page.put("skipToken", Integer.toString(to));
    }
    answer(exchange, 200, page);
  }

  static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String parameter : uri.getRawQuery().split("&")) {
        String[] parts = parameter.split("=", 2);
        query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
    producer.close();
    server.stop(0);
  }
}
