package dev.modelwright.gateway.environment.web;

import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.catalog.web.PageResource;
import dev.modelwright.gateway.environment.EnvironmentChanges;
import dev.modelwright.gateway.environment.EnvironmentKeys;
import dev.modelwright.gateway.resource.ResourceName;
import dev.modelwright.gateway.resource.Resources;
import dev.modelwright.gateway.resource.web.ResourceLists;
import dev.modelwright.gateway.resource.web.ResourcePath;
import dev.modelwright.schemas.Environment;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Environments as the original's resource manager had them, and shortly. */
@RestController
final class EnvironmentController {

  private static final String PROVIDER =
      "/providers/Microsoft.MachineLearningCompute/operationalizationClusters";
  private static final String SHORT = "/environments";
  private static final String OF_SUBSCRIPTION = "/subscriptions/{subscription}" + PROVIDER;
  private static final String OF_GROUP =
      "/subscriptions/{subscription}/resourceGroups/{group}" + PROVIDER;
  private static final String ONE = "/{name}";

  private final RequestBodies bodies;
  private final Resources<Environment, EnvironmentChanges> environments;
  private final EnvironmentKeys keys;
  private final ResourceLists lists;

  EnvironmentController(
      RequestBodies bodies,
      Resources<Environment, EnvironmentChanges> environments,
      EnvironmentKeys keys,
      ResourceLists lists) {
    this.bodies = bodies;
    this.environments = environments;
    this.keys = keys;
    this.lists = lists;
  }

  @GetMapping({SHORT, OF_SUBSCRIPTION, OF_GROUP})
  PageResource<EnvironmentResource> list(
      @PathVariable Map<String, String> path, HttpServletRequest request) {
    return lists.page("environments", environments, path, request, EnvironmentResource::of);
  }

  @GetMapping({SHORT + ONE, OF_GROUP + ONE})
  EnvironmentResource one(@PathVariable Map<String, String> path) {
    ResourceName name = named(path);
    return environments
        .find(name)
        .map(EnvironmentResource::of)
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "UnknownEnvironment",
                    404,
                    "Cannot find environment '%s': there is none in this resource group. Set it up, or list those that are there."
                        .formatted(name.name()))));
  }

  @PutMapping({SHORT + ONE, OF_GROUP + ONE})
  ResponseEntity<EnvironmentResource> put(
      @PathVariable Map<String, String> path, HttpServletRequest request) {
    ResourceName name = named(path);
    EnvironmentChanges changes =
        EnvironmentRequest.read(bodies.readOptional(request), "set up environment");
    Resources.Put<Environment> put = environments.put(name, changes);
    return ResponseEntity.status(put.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(EnvironmentResource.of(put.resource()));
  }

  @PatchMapping({SHORT + ONE, OF_GROUP + ONE})
  EnvironmentResource change(@PathVariable Map<String, String> path, HttpServletRequest request) {
    ResourceName name = named(path);
    return EnvironmentResource.of(
        environments.change(
            name, EnvironmentRequest.read(bodies.readOptional(request), "update environment")));
  }

  /** 200 would be an error for the original's client. */
  @DeleteMapping({SHORT + ONE, OF_GROUP + ONE})
  ResponseEntity<Void> delete(@PathVariable Map<String, String> path) {
    environments.delete(named(path));
    return ResponseEntity.noContent().build();
  }

  @PostMapping({SHORT + ONE + "/listKeys", OF_GROUP + ONE + "/listKeys"})
  ResponseEntity<KeysResource> keys(@PathVariable Map<String, String> path) {
    ResourceName name = named(path);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(KeysResource.of(name, keys.of(name)));
  }

  private static ResourceName named(Map<String, String> path) {
    return ResourcePath.of("environment", path).one();
  }
}
