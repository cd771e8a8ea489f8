package dev.modelwright.gateway.environment.web;

import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.catalog.Page;
import dev.modelwright.gateway.catalog.web.ListQuery;
import dev.modelwright.gateway.catalog.web.Lists;
import dev.modelwright.gateway.catalog.web.PageResource;
import dev.modelwright.gateway.environment.EnvironmentChanges;
import dev.modelwright.gateway.environment.EnvironmentName;
import dev.modelwright.gateway.environment.Environments;
import dev.modelwright.gateway.origin.web.Origins;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._()-]{1,90}");

  private final RequestBodies bodies;
  private final Environments environments;
  private final Origins origins;
  private final Lists lists;

  EnvironmentController(
      RequestBodies bodies, Environments environments, Origins origins, Lists lists) {
    this.lists = lists;
    this.bodies = bodies;
    this.environments = environments;
    this.origins = origins;
  }

  @GetMapping({SHORT, OF_SUBSCRIPTION, OF_GROUP})
  PageResource<EnvironmentResource> list(
      @PathVariable Map<String, String> path, HttpServletRequest request) {
    boolean isShort = !path.containsKey("subscription");
    ListQuery query = new ListQuery(request.getParameterMap());
    String subscription = isShort ? EnvironmentName.USUAL_SUBSCRIPTION : path.get("subscription");
    Optional<String> group =
        isShort ? Optional.of(EnvironmentName.USUAL_GROUP) : Optional.ofNullable(path.get("group"));
    return lists.page(
        "environments of %s/%s".formatted(subscription, group.orElse("")).toLowerCase(Locale.ROOT),
        URI.create(origins.of(request) + request.getRequestURI()),
        query,
        wanted -> {
          Environments.Part part = environments.list(subscription, group, wanted);
          return new Page<>(part.value(), part.skipToken());
        },
        EnvironmentResource::of);
  }

  @GetMapping({SHORT + ONE, OF_GROUP + ONE})
  EnvironmentResource one(@PathVariable Map<String, String> path) {
    EnvironmentName name = named(path);
    return environments
        .find(name)
        .map(EnvironmentResource::of)
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "UnknownEnvironment",
                    404,
                    "Cannot find environment '%s': there is none in this resource group. Set it up with PUT, or list those that are there."
                        .formatted(name.name()))));
  }

  @PutMapping({SHORT + ONE, OF_GROUP + ONE})
  ResponseEntity<EnvironmentResource> put(
      @PathVariable Map<String, String> path, HttpServletRequest request) {
    EnvironmentName name = named(path);
    EnvironmentChanges changes =
        EnvironmentRequest.read(bodies.readOptional(request), "set up environment");
    Environments.Put put = environments.put(name, changes);
    return ResponseEntity.status(put.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(EnvironmentResource.of(put.environment()));
  }

  @PatchMapping({SHORT + ONE, OF_GROUP + ONE})
  EnvironmentResource change(@PathVariable Map<String, String> path, HttpServletRequest request) {
    EnvironmentName name = named(path);
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
    EnvironmentName name = named(path);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(KeysResource.of(name, environments.keys(name)));
  }

  private static EnvironmentName named(Map<String, String> path) {
    return new EnvironmentName(
        part(path.getOrDefault("subscription", EnvironmentName.USUAL_SUBSCRIPTION)),
        part(path.getOrDefault("group", EnvironmentName.USUAL_GROUP)),
        part(path.get("name")));
  }

  private static String part(String text) {
    if (PART.matcher(text).matches()) {
      return text;
    }
    throw new ProblemException(
        Problem.of(
            "InvalidEnvironment",
            400,
            "Cannot read the environment in the path: subscription, resource group and environment are each 1 to 90 letters, digits, '.', '_', '-', '(' and ')'. Correct the path."));
  }
}
