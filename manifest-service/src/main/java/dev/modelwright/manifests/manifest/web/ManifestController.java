package dev.modelwright.manifests.manifest.web;

import dev.modelwright.manifests.manifest.ManifestRemover;
import dev.modelwright.manifests.manifest.Manifests;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Problem;
import dev.modelwright.storage.PageRequest;
import dev.modelwright.web.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Manifests for other services of ours. */
@RestController
@RequestMapping("/accounts/{subscription}/{group}/{accountName}/manifests")
final class ManifestController {

  private final Manifests manifests;
  private final ManifestRemover remover;

  ManifestController(Manifests manifests, ManifestRemover remover) {
    this.manifests = manifests;
    this.remover = remover;
  }

  /** 200 with what is deleted now, 204 when there is nothing to delete, 409 when it is in use. */
  @DeleteMapping("/{id}")
  ResponseEntity<Manifest> delete(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @PathVariable UUID id) {
    return remover
        .delete(id, AccountPath.account(subscription, group, accountName))
        .map(ResponseEntity::ok)
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @GetMapping("/{id}")
  Manifest one(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @PathVariable UUID id) {
    String account = AccountPath.account(subscription, group, accountName);
    return manifests
        .find(id)
        .filter(manifest -> manifest.account().equals(account))
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "UnknownManifest",
                    404,
                    "Cannot find manifest '%s': the account has none with this id. List those that are there."
                        .formatted(id))));
  }

  @GetMapping
  PageResource<Manifest> list(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @RequestParam Optional<String> name,
      @RequestParam Optional<String> manifestName,
      @RequestParam Optional<UUID> modelId,
      @RequestParam(required = false) Integer count,
      @RequestParam(required = false) String skipToken) {
    if (name.isPresent() && manifestName.isPresent() && !name.equals(manifestName)) {
      return new PageResource<>(List.of(), null);
    }
    return PageResource.of(
        manifests.list(
            AccountPath.account(subscription, group, accountName),
            new Manifests.Filter(name.or(() -> manifestName), modelId),
            PageRequest.of(count, skipToken)));
  }
}
