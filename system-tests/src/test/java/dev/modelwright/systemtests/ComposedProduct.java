package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** {@code docker-compose.yml} with a project, ports and secrets of its own. */
final class ComposedProduct implements AutoCloseable {

  /** What is not ours to judge here is how slow the machine is. */
  private static final Duration LIMIT = Duration.ofMinutes(8);

  private final String project = "modelwright-test-" + ProcessHandle.current().pid();
  private final Path environment;
  private final Map<String, String> settings;

  private ComposedProduct(Path directory) {
    this.environment = directory.resolve("compose.env");
    LoopbackPort gateway = LoopbackPort.free();
    LoopbackPort registry = LoopbackPort.free();
    LoopbackPort kafka = LoopbackPort.free();
    this.settings =
        Map.of(
            "MODELWRIGHT_ENV_FILE", environment.toString(),
            "COMPOSE_PROJECT_NAME", project,
            "COMPOSE_FILE", "docker-compose.yml:deploy/kafka-outside.yml",
            // A start cache for each would take longer than it saves.
            "MODELWRIGHT_AOT", "gateway",
            "MODELWRIGHT_PORT", gateway.toString(),
            "MODELWRIGHT_PUBLIC_URL", "http://" + gateway.address(),
            "MODELWRIGHT_REGISTRY_PORT", registry.toString(),
            "MODELWRIGHT_REGISTRY_ADDRESS", registry.address(),
            "MODELWRIGHT_KAFKA_PORT", kafka.toString(),
            "MODELWRIGHT_KAFKA_ADDRESS", kafka.address());
  }

  /** Makes the images of the services from the jars of this build, and the settings. */
  static ComposedProduct prepare(Path directory) {
    ComposedProduct product = withSettings(directory);
    product.succeed("deploy/images", "--jars-are-built");
    return product;
  }

  /** Makes only the settings. */
  static ComposedProduct withSettings(Path directory) {
    ComposedProduct product = new ComposedProduct(directory);
    product.succeed("deploy/compose", "env");
    return product;
  }

  /** How a script ended, and all that it said. */
  record Answer(int status, String output) {}

  Answer ask(Map<String, String> changes, String... command) {
    return ask(changes, Redirect.PIPE, command);
  }

  private Answer ask(Map<String, String> changes, Redirect input, String... command) {
    try {
      Path output = Files.createTempFile("compose-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(Repository.file("").toFile())
              .redirectErrorStream(true)
              .redirectInput(input)
              .redirectOutput(output.toFile());
      builder.environment().putAll(settings);
      builder.environment().putAll(changes);
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Answer answer = new Answer(process.exitValue(), Files.readString(output));
      Files.delete(output);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String succeed(String... command) {
    return succeed(Map.of(), command);
  }

  /** What a program says that runs with more environment variables and must succeed. */
  String succeed(Map<String, String> variables, String... command) {
    return output(ask(variables, command));
  }

  /** The same with a file as its input. */
  String succeed(Path input, String... command) {
    return output(ask(Map.of(), Redirect.from(input.toFile()), command));
  }

  private static String output(Answer answer) {
    assertThat(answer.status()).as(answer.output()).isZero();
    return answer.output();
  }

  /** Runs the README's commands, from the first image of a service to two workers. */
  String followReadme() {
    return succeed("system-tests/walk-readme", "README.md", "--in-containers");
  }

  void compose(String... arguments) {
    List<String> command = new ArrayList<>(List.of("deploy/compose"));
    command.addAll(List.of(arguments));
    succeed(command.toArray(String[]::new));
  }

  void awaitHealth(int containers) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(containers("--filter", "health=healthy")).hasSize(containers));
  }

  List<String> containers(String... filters) {
    return listed(Stream.concat(Stream.of("ps", "--quiet"), Stream.of(filters)));
  }

  /** Everything in the engine that carries the project's label. */
  List<String> remains() {
    return Stream.of(
            listed(Stream.of("ps", "--all", "--quiet")),
            listed(Stream.of("volume", "ls", "--quiet")),
            listed(Stream.of("network", "ls", "--quiet")))
        .flatMap(List::stream)
        .toList();
  }

  private List<String> listed(Stream<String> command) {
    return Docker.run(
            Stream.concat(
                    command, Stream.of("--filter", "label=com.docker.compose.project=" + project))
                .toArray(String[]::new))
        .lines()
        .toList();
  }

  /** The product as its first owner uses it, with a token for the secret in the settings. */
  Product product() throws IOException, InterruptedException {
    URI url = URI.create(settings.get("MODELWRIGHT_PUBLIC_URL"));
    String form =
        Map.of(
                "grant_type", "client_credentials",
                "client_id", "owner",
                "client_secret", secret("MODELWRIGHT_CLIENT_SECRET"))
            .entrySet()
            .stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer =
          http.send(
                  HttpRequest.newBuilder(url.resolve("/oauth2/token"))
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(BodyPublishers.ofString(form))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      return new Product(url, JsonMapper.shared().readTree(answer).get("access_token").asString());
    }
  }

  /** Address of the broker from outside the network. */
  String kafka() {
    return settings.get("MODELWRIGHT_KAFKA_ADDRESS");
  }

  /** The user for publishers, as the examples take it from their environment. */
  Map<String, String> publisherUser() {
    return Map.of(
        "KAFKA_USERNAME", "publisher", "KAFKA_PASSWORD", secret("MODELWRIGHT_PUBLISHER_PASSWORD"));
  }

  /** A client of Kafka from outside the network, as the user for publishers. */
  Map<String, Object> publisher() {
    return Map.of(
        "bootstrap.servers",
        kafka(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"publisher\" password=\"%s\";"
            .formatted(secret("MODELWRIGHT_PUBLISHER_PASSWORD")));
  }

  String containerRegistry() {
    return settings.get("MODELWRIGHT_REGISTRY_ADDRESS");
  }

  private String secret(String name) {
    return settings().stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /** The lines of its file. */
  List<String> settings() {
    try {
      return Files.readAllLines(environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes containers, volumes and network, whatever state they are in. */
  @Override
  public void close() {
    compose("down", "--volumes", "--remove-orphans", "--timeout", "20");
  }
}
