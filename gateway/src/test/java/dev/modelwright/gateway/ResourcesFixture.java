package dev.modelwright.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.modelwright.gateway.account.AccountChanges;
import dev.modelwright.gateway.environment.EnvironmentChanges;
import dev.modelwright.schemas.Environment;
import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.schemas.ModelManagementAccount.Sku;
import dev.modelwright.schemas.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * The owners of accounts and environments as the gateway sees them. Accounts of the group {@link
 * #EMPTY_GROUP} have to be created; all others are there.
 */
final class ResourcesFixture {

  static final String EMPTY_GROUP = "empty";
  static final String STORAGE_KEY = Base64.getEncoder().encodeToString(new byte[64]);

  private static final byte[] EMPTY_BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, ModelManagementAccount> accounts = new ConcurrentSkipListMap<>();
  private final Map<String, Environment> environments = new ConcurrentSkipListMap<>();

  /** Name of the storage account of an environment that was put. */
  static String storageAccount(String environment) {
    String hash = Integer.toHexString(environment.toLowerCase(Locale.ROOT).hashCode());
    return "mw" + "0".repeat(20 - hash.length()) + hash;
  }

  boolean answers(String[] path) {
    return switch (path[0]) {
      case "accounts" -> path.length == 1 || path.length == 4 || isEnvironment(path);
      case "environments", "storage-accounts" -> true;
      default -> false;
    };
  }

  private static boolean isEnvironment(String[] path) {
    return path.length == 5 && path[4].equals("environment");
  }

  void answer(HttpExchange exchange, String[] path) throws IOException {
    switch (path[0]) {
      case "accounts" -> {
        if (isEnvironment(path)) {
          answerEnvironment(exchange);
        } else {
          answer(exchange, path, accounts, this::account, this::putAccount);
        }
      }
      case "environments" -> {
        if (path.length == 5) {
          answerKeys(exchange, environments.get(id(path)));
        } else {
          answer(exchange, path, environments, environments::get, this::putEnvironment);
        }
      }
      default ->
          answerKeys(
              exchange,
              environments.values().stream()
                  .filter(environment -> environment.storageAccount().equals(path[1]))
                  .findFirst()
                  .orElse(null));
    }
  }

  /** The one that is named; any account's own is the installation's. */
  private void answerEnvironment(HttpExchange exchange) throws IOException {
    String wanted = OwnersFixture.query(exchange.getRequestURI()).get("computeResourceId");
    Environment environment =
        wanted == null
            ? putEnvironment(
                new String[] {null, "local", "modelwright", "default"}, EMPTY_BODY, null)
            : named(wanted);
    if (environment == null) {
      OwnersFixture.answer(
          exchange, 422, Problem.of("UnknownEnvironment", 422, "Cannot find environment."));
    } else {
      OwnersFixture.answer(exchange, 200, environment);
    }
  }

  private Environment named(String computeResourceId) {
    String[] parts = computeResourceId.split("/");
    return parts.length == 9
        ? environments.get(String.join("/", parts[2], parts[4], parts[8]).toLowerCase(Locale.ROOT))
        : null;
  }

  /** Of an environment that was put; null for the default, and for any other. */
  String artifactStore(String computeResourceId) {
    Environment environment = computeResourceId == null ? null : named(computeResourceId);
    return environment == null || environment.artifactStore().equals("default")
        ? null
        : environment.artifactStore();
  }

  private interface Putter<T> {

    T put(String[] path, byte[] body, T known);
  }

  private <T> void answer(
      HttpExchange exchange,
      String[] path,
      Map<String, T> stored,
      Function<String, T> finder,
      Putter<T> putter)
      throws IOException {
    if (path.length == 1) {
      Map<String, String> query = OwnersFixture.query(exchange.getRequestURI());
      String prefix =
          query.get("subscription").toLowerCase(Locale.ROOT)
              + "/"
              + (query.containsKey("group")
                  ? query.get("group").toLowerCase(Locale.ROOT) + "/"
                  : "");
      List<Object> found = new ArrayList<>();
      stored.forEach((id, value) -> {
        if (id.startsWith(prefix)) {
          found.add(value);
        }
      });
      OwnersFixture.answerList(exchange, found);
      return;
    }
    String id = id(path);
    T known = finder.apply(id);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        stored.put(id, putter.put(path, exchange.getRequestBody().readAllBytes(), null));
        OwnersFixture.answer(exchange, known == null ? 201 : 200, stored.get(id));
      }
      case "DELETE" -> exchange.sendResponseHeaders(stored.remove(id) == null ? 204 : 200, -1);
      default -> {
        if (known == null) {
          OwnersFixture.answer(exchange, 404, Problem.of("Unknown", 404, "Cannot find it."));
        } else if (exchange.getRequestMethod().equals("PATCH")) {
          stored.put(id, putter.put(path, exchange.getRequestBody().readAllBytes(), known));
          OwnersFixture.answer(exchange, 200, stored.get(id));
        } else {
          OwnersFixture.answer(exchange, 200, known);
        }
      }
    }
  }

  private static String id(String[] path) {
    return String.join("/", path[1], path[2], path[3]).toLowerCase(Locale.ROOT);
  }

  private ModelManagementAccount account(String id) {
    String[] parts = id.split("/");
    return parts[1].equals(EMPTY_GROUP)
        ? accounts.get(id)
        : accounts.getOrDefault(
            id, account(parts, new AccountChanges(null, null, null, null, null), null));
  }

  private ModelManagementAccount putAccount(
      String[] path, byte[] body, ModelManagementAccount known) {
    return account(
        new String[] {path[1], path[2], path[3]},
        JSON.readValue(body, AccountChanges.class),
        known);
  }

  private static ModelManagementAccount account(
      String[] parts, AccountChanges said, ModelManagementAccount known) {
    boolean isNew = known == null;
    return new ModelManagementAccount(
        isNew ? parts[0] : known.subscription(),
        isNew ? parts[1] : known.group(),
        isNew ? parts[2] : known.name(),
        said.location() != null ? said.location() : isNew ? "local" : known.location(),
        said.tags() != null ? said.tags() : isNew ? Map.of() : known.tags(),
        said.sku() != null ? said.sku() : isNew ? new Sku("S1", 1) : known.sku(),
        said.description() != null ? said.description() : isNew ? "" : known.description(),
        said.defaultEnvironment(),
        isNew ? now() : known.createdOn(),
        now());
  }

  private Environment putEnvironment(String[] path, byte[] body, Environment known) {
    EnvironmentChanges said = JSON.readValue(body, EnvironmentChanges.class);
    boolean isNew = known == null;
    EnvironmentChanges.Registry registry = said.containerRegistry();
    return new Environment(
        path[1],
        path[2],
        path[3],
        said.location() == null ? "local" : said.location(),
        said.tags() != null ? said.tags() : isNew ? Map.of() : known.tags(),
        said.description() != null ? said.description() : isNew ? "" : known.description(),
        registry == null
            ? new Environment.Registry(
                URI.create("http://127.0.0.1:5000"), "127.0.0.1:5000", null, null, true)
            : new Environment.Registry(
                URI.create(registry.url()),
                registry.publicAddress(),
                registry.repositoryPrefix(),
                registry.username(),
                false),
        said.limits(),
        said.runtimes() == null ? new TreeMap<>() : said.runtimes(),
        storageAccount(path[3]),
        said.artifactStore() == null ? "default" : said.artifactStore(),
        now(),
        now());
  }

  private static void answerKeys(HttpExchange exchange, Environment environment)
      throws IOException {
    if (environment == null) {
      OwnersFixture.answer(exchange, 404, Problem.of("Unknown", 404, "Cannot find it."));
    } else {
      OwnersFixture.answer(
          exchange,
          200,
          new Environment.Keys(
              environment.storageAccount(),
              STORAGE_KEY,
              environment.artifactStore(),
              "127.0.0.1:5000",
              null,
              null));
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
