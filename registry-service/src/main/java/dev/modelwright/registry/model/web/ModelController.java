package dev.modelwright.registry.model.web;

import dev.modelwright.registry.model.ModelRegistry;
import dev.modelwright.registry.model.Models;
import dev.modelwright.schemas.Problem;
import dev.modelwright.storage.PageRequest;
import dev.modelwright.web.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Models for other services of ours. */
@RestController
@RequestMapping("/accounts/{subscription}/{group}/{accountName}/models")
final class ModelController {

  private final Models models;
  private final ModelRegistry registry;

  ModelController(Models models, ModelRegistry registry) {
    this.models = models;
    this.registry = registry;
  }

  /** 200 with what is deleted now, 204 when there is nothing to delete. */
  @DeleteMapping("/{id}")
  ResponseEntity<ModelResource> delete(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @PathVariable UUID id) {
    return registry
        .delete(id, account(subscription, group, accountName))
        .map(model -> ResponseEntity.ok(ModelResource.of(model)))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @GetMapping("/{id}")
  ModelResource one(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @PathVariable UUID id) {
    String account = account(subscription, group, accountName);
    return models
        .find(id)
        .filter(model -> model.account().equals(account))
        .map(ModelResource::of)
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "UnknownModel",
                    404,
                    "Cannot find model '%s': the account has none with this id. List those that are there."
                        .formatted(id))));
  }

  /**
   * @param parameters for {@code tag}, which may be repeated; a list of its own would be split at
   *     commas
   */
  @GetMapping
  PageResource list(
      @PathVariable String subscription,
      @PathVariable String group,
      @PathVariable String accountName,
      @RequestParam Optional<String> name,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(required = false) Integer count,
      @RequestParam(required = false) String skipToken) {
    List<String> tags = parameters.getOrDefault("tag", List.of());
    return PageResource.of(
        models.list(
            account(subscription, group, accountName),
            new Models.Filter(name, tags),
            PageRequest.of(count, skipToken)));
  }

  /** As events spell it. */
  private static String account(String subscription, String group, String name) {
    return String.join("/", subscription, group, name);
  }
}
