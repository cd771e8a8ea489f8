package dev.modelwright.gateway.account.web;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.account.AccountChanges;
import dev.modelwright.gateway.account.AccountExistence;
import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.catalog.web.PageResource;
import dev.modelwright.gateway.origin.web.Origins;
import dev.modelwright.gateway.resource.ResourceName;
import dev.modelwright.gateway.resource.Resources;
import dev.modelwright.gateway.resource.web.ResourceLists;
import dev.modelwright.gateway.resource.web.ResourcePath;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accounts as the original's resource manager had them, and shortly. */
@RestController
final class AccountController {

  private static final String PROVIDER =
      "/providers/Microsoft.MachineLearningModelManagement/accounts";
  private static final String SHORT = "/accounts";
  private static final String OF_SUBSCRIPTION = "/subscriptions/{subscription}" + PROVIDER;
  private static final String OF_GROUP =
      "/subscriptions/{subscription}/resourceGroups/{group}" + PROVIDER;
  private static final String ONE = "/{name}";
  private static final Map<String, List<String>> ONE_ITEM = Map.of("count", List.of("1"));

  private final RequestBodies bodies;
  private final Resources<ModelManagementAccount, AccountChanges> accounts;
  private final AccountExistence existence;
  private final Catalog<Manifest> manifests;
  private final Catalog<Image> images;
  private final Origins origins;
  private final ResourceLists lists;

  AccountController(
      RequestBodies bodies,
      Resources<ModelManagementAccount, AccountChanges> accounts,
      AccountExistence existence,
      Catalog<Manifest> manifests,
      Catalog<Image> images,
      Origins origins,
      ResourceLists lists) {
    this.lists = lists;
    this.bodies = bodies;
    this.accounts = accounts;
    this.existence = existence;
    this.manifests = manifests;
    this.images = images;
    this.origins = origins;
  }

  @GetMapping({SHORT, OF_SUBSCRIPTION, OF_GROUP})
  PageResource<AccountResource> list(
      @PathVariable Map<String, String> path, HttpServletRequest request) {
    String origin = origins.of(request);
    return lists.page(
        "accounts", accounts, path, request, account -> AccountResource.of(account, origin));
  }

  @GetMapping({SHORT + ONE, OF_GROUP + ONE})
  AccountResource one(@PathVariable Map<String, String> path, HttpServletRequest request) {
    ResourceName name = named(path);
    return accounts
        .find(name)
        .map(found -> AccountResource.of(found, origins.of(request)))
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "UnknownAccount",
                    404,
                    "Cannot find account '%s': there is none. Create it, or list those that are there."
                        .formatted(accountOf(name)))));
  }

  @PutMapping({SHORT + ONE, OF_GROUP + ONE})
  ResponseEntity<AccountResource> put(
      @PathVariable Map<String, String> path, HttpServletRequest request) {
    ResourceName name = named(path);
    AccountChanges changes = AccountChanges.read(bodies.readOptional(request), "create account");
    Resources.Put<ModelManagementAccount> put = accounts.put(name, changes);
    return ResponseEntity.status(put.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(AccountResource.of(put.resource(), origins.of(request)));
  }

  @PatchMapping({SHORT + ONE, OF_GROUP + ONE})
  AccountResource change(@PathVariable Map<String, String> path, HttpServletRequest request) {
    ResourceName name = named(path);
    AccountChanges changes = AccountChanges.read(bodies.readOptional(request), "update account");
    ModelManagementAccount changed = accounts.change(name, changes);
    return AccountResource.of(changed, origins.of(request));
  }

  /** What the account holds beside its models is another service's knowledge. */
  @DeleteMapping({SHORT + ONE, OF_GROUP + ONE})
  ResponseEntity<Void> delete(@PathVariable Map<String, String> path) {
    ResourceName name = named(path);
    Account account = accountOf(name);
    if (!account.equals(Account.DEFAULT)) {
      images.list(account, ONE_ITEM).value().stream()
          .findFirst()
          .ifPresent(image -> {
            throw notEmpty(
                account, "image '%s' version %d (%s)", image.name(), image.version(), image.id());
          });
      manifests.list(account, ONE_ITEM).value().stream()
          .findFirst()
          .ifPresent(manifest -> {
            throw notEmpty(
                account,
                "manifest '%s' version %d (%s)",
                manifest.name(),
                manifest.version(),
                manifest.id());
          });
    }
    boolean deleted = accounts.delete(name);
    existence.forget(account);
    return ResponseEntity.status(deleted ? HttpStatus.OK : HttpStatus.NO_CONTENT).build();
  }

  private static ResourceName named(Map<String, String> path) {
    return ResourcePath.of("account", path).one();
  }

  private static Account accountOf(ResourceName name) {
    return new Account(name.subscription(), name.group(), name.name());
  }

  private static ProblemException notEmpty(Account account, String what, Object... named) {
    return new ProblemException(
        Problem.of(
            "AccountNotEmpty",
            409,
            "Cannot delete account '%s': it holds %s. Delete what it holds first."
                .formatted(account, what.formatted(named))));
  }
}
