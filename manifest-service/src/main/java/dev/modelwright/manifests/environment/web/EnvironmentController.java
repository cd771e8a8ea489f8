package dev.modelwright.manifests.environment.web;

import dev.modelwright.manifests.environment.EnvironmentChanges;
import dev.modelwright.manifests.environment.EnvironmentChoice;
import dev.modelwright.manifests.environment.EnvironmentDirectory;
import dev.modelwright.manifests.environment.EnvironmentId;
import dev.modelwright.manifests.manifest.RegisteredAccounts;
import dev.modelwright.manifests.manifest.web.AccountPath;
import dev.modelwright.manifests.manifest.web.PageResource;
import dev.modelwright.schemas.Environment;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Environments for other services of ours. */
@RestController
final class EnvironmentController {

  private static final String ALL = "/environments";
  private static final String ONE = ALL + "/{subscription}/{group}/{name}";
  private static final int USUAL_COUNT = 100;
  private static final int MOST = 1000;

  private final EnvironmentDirectory environments;
  private final EnvironmentChoice choice;
  private final RegisteredAccounts accounts;

  EnvironmentController(
      EnvironmentDirectory environments, EnvironmentChoice choice, RegisteredAccounts accounts) {
    this.environments = environments;
    this.choice = choice;
    this.accounts = accounts;
  }

  @GetMapping(ONE)
  Environment one(
      @PathVariable String subscription, @PathVariable String group, @PathVariable String name) {
    EnvironmentId id = id(subscription, group, name);
    return environments.find(id).orElseThrow(() -> unknown(id));
  }

  @GetMapping(ALL)
  PageResource<Environment> list(
      @RequestParam String subscription,
      @RequestParam Optional<String> group,
      @RequestParam Optional<Integer> count,
      @RequestParam Optional<String> skipToken) {
    int wanted = Math.min(count.orElse(USUAL_COUNT), MOST);
    if (wanted < 1) {
      throw invalid("count is %d; it is at least 1".formatted(wanted));
    }
    List<Environment> found =
        environments.list(
            lower(subscription),
            group.map(EnvironmentController::lower),
            skipToken.map(EnvironmentController::position),
            wanted + 1);
    return found.size() <= wanted
        ? new PageResource<>(found, null)
        : new PageResource<>(found.subList(0, wanted), idOf(found.get(wanted - 1)).toString());
  }

  @PutMapping(ONE)
  ResponseEntity<Environment> put(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String name,
      @RequestBody EnvironmentChanges changes) {
    id(subscription, group, name);
    EnvironmentDirectory.Put put = environments.put(subscription, group, name, changes);
    return ResponseEntity.status(put.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(put.environment());
  }

  @PatchMapping(ONE)
  Environment change(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String name,
      @RequestBody EnvironmentChanges changes) {
    EnvironmentId id = id(subscription, group, name);
    return environments.change(id, changes).orElseThrow(() -> unknown(id));
  }

  @DeleteMapping(ONE)
  ResponseEntity<Void> delete(
      @PathVariable String subscription, @PathVariable String group, @PathVariable String name) {
    return ResponseEntity.status(
            environments.delete(id(subscription, group, name))
                ? HttpStatus.OK
                : HttpStatus.NO_CONTENT)
        .build();
  }

  /** The one that an upload of an account goes to. */
  @GetMapping("/accounts/{subscription}/{group}/{accountName}/environment")
  Environment ofUpload(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @RequestParam(required = false) String computeResourceId) {
    String account = AccountPath.account(subscription, group, accountName);
    return choice.published(accounts.require(account, "open upload"), computeResourceId);
  }

  @PostMapping(ONE + "/keys")
  Environment.Keys keys(
      @PathVariable String subscription, @PathVariable String group, @PathVariable String name) {
    EnvironmentId id = id(subscription, group, name);
    return environments.keys(id).orElseThrow(() -> unknown(id));
  }

  @PostMapping("/storage-accounts/{name}/keys")
  Environment.Keys storageKeys(@PathVariable String name) {
    return environments
        .keysOfStorageAccount(name)
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "UnknownStorageAccount",
                    404,
                    "Cannot find storage account '%s': it belongs to no environment."
                        .formatted(name))));
  }

  private static EnvironmentId idOf(Environment environment) {
    return new EnvironmentId(environment.subscription(), environment.group(), environment.name());
  }

  private static EnvironmentId id(String subscription, String group, String name) {
    try {
      return new EnvironmentId(subscription, group, name);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private static EnvironmentId position(String skipToken) {
    try {
      return EnvironmentId.of(skipToken);
    } catch (IllegalArgumentException _) {
      throw invalid("the skipToken is none of ours");
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static ProblemException unknown(EnvironmentId id) {
    return new ProblemException(
        Problem.of(
            "UnknownEnvironment",
            404,
            "Cannot find environment '%s': there is none. Set it up, or list those that are there."
                .formatted(id)));
  }

  private static ProblemException invalid(String cause) {
    return new ProblemException(
        Problem.of(
            "InvalidParameter", 400, "Cannot read environments: %s. Correct it.".formatted(cause)));
  }
}
