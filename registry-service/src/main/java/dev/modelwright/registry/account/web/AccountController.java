package dev.modelwright.registry.account.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.modelwright.registry.account.AccountChanges;
import dev.modelwright.registry.account.AccountDirectory;
import dev.modelwright.registry.account.AccountId;
import dev.modelwright.schemas.ModelManagementAccount;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts for other services of ours. */
@RestController
@RequestMapping("/accounts")
final class AccountController {

  private static final String ONE = "/{subscription}/{group}/{name}";
  private static final int USUAL_COUNT = 100;
  private static final int MOST = 1000;

  private final AccountDirectory accounts;

  AccountController(AccountDirectory accounts) {
    this.accounts = accounts;
  }

  /** {@code skipToken} is absent on the last part. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PageResource(List<ModelManagementAccount> value, String skipToken) {}

  @GetMapping(ONE)
  ModelManagementAccount one(
      @PathVariable String subscription, @PathVariable String group, @PathVariable String name) {
    AccountId id = id(subscription, group, name);
    return accounts.find(id).orElseThrow(() -> unknown(id));
  }

  @GetMapping
  PageResource list(
      @RequestParam String subscription,
      @RequestParam Optional<String> group,
      @RequestParam Optional<Integer> count,
      @RequestParam Optional<String> skipToken) {
    int wanted = Math.min(count.orElse(USUAL_COUNT), MOST);
    if (wanted < 1) {
      throw invalid("count is %d; it is at least 1".formatted(wanted));
    }
    List<ModelManagementAccount> found =
        accounts.list(
            lower(subscription),
            group.map(AccountController::lower),
            skipToken.map(AccountController::position),
            wanted + 1);
    return found.size() <= wanted
        ? new PageResource(found, null)
        : new PageResource(
            found.subList(0, wanted), AccountId.of(found.get(wanted - 1)).toString());
  }

  @PutMapping(ONE)
  ResponseEntity<ModelManagementAccount> put(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String name,
      @RequestBody AccountChanges changes) {
    id(subscription, group, name);
    AccountDirectory.Put put = accounts.put(subscription, group, name, changes);
    return ResponseEntity.status(put.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(put.account());
  }

  @PatchMapping(ONE)
  ModelManagementAccount change(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String name,
      @RequestBody AccountChanges changes) {
    AccountId id = id(subscription, group, name);
    return accounts.change(id, changes).orElseThrow(() -> unknown(id));
  }

  @DeleteMapping(ONE)
  ResponseEntity<Void> delete(
      @PathVariable String subscription, @PathVariable String group, @PathVariable String name) {
    return ResponseEntity.status(
            accounts.delete(id(subscription, group, name)) ? HttpStatus.OK : HttpStatus.NO_CONTENT)
        .build();
  }

  private static AccountId id(String subscription, String group, String name) {
    try {
      return new AccountId(subscription, group, name);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private static AccountId position(String skipToken) {
    try {
      return AccountId.of(skipToken);
    } catch (IllegalArgumentException _) {
      throw invalid("the skipToken is none of ours");
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static ProblemException unknown(AccountId id) {
    return new ProblemException(
        Problem.of(
            "UnknownAccount",
            404,
            "Cannot find account '%s': there is none. Create it, or list those that are there."
                .formatted(id)));
  }

  private static ProblemException invalid(String cause) {
    return new ProblemException(
        Problem.of(
            "InvalidParameter", 400, "Cannot read accounts: %s. Correct it.".formatted(cause)));
  }
}
