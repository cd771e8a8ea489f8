package dev.modelwright.gateway.provider.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.gateway.resource.web.ResourcePath;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the original's client asks of the resource manager before it creates anything. Resource
 * groups are names here and nothing more, so every one is there.
 */
@RestController
final class ProviderController {

  private static final String PROVIDER = "/subscriptions/{subscription}/providers/{namespace}";
  private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";

  /** Types of resources, by the namespace of their provider. */
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "Microsoft.MachineLearningModelManagement",
          "accounts",
          "Microsoft.MachineLearningCompute",
          "operationalizationClusters");

  @JsonPropertyOrder({"id", "namespace", "registrationState", "resourceTypes"})
  record ProviderResource(
      String id, String namespace, String registrationState, List<String> resourceTypes) {}

  @JsonPropertyOrder({"id", "name", "location", "tags", "properties"})
  record GroupResource(
      String id,
      String name,
      String location,
      Map<String, String> tags,
      Map<String, String> properties) {}

  record OperationsResource(List<OperationResource> value) {}

  record OperationResource(String name) {}

  @GetMapping(PROVIDER)
  ProviderResource provider(
      @PathVariable Map<String, String> path, @PathVariable String namespace) {
    String subscription = ResourcePath.of("subscription", path).subscription();
    String known = known(namespace);
    return new ProviderResource(
        "/subscriptions/%s/providers/%s".formatted(subscription, known),
        known,
        "Registered",
        List.of());
  }

  @PostMapping(PROVIDER + "/register")
  ProviderResource register(
      @PathVariable Map<String, String> path, @PathVariable String namespace) {
    return provider(path, namespace);
  }

  @GetMapping("/providers/{namespace}/operations")
  OperationsResource operations(@PathVariable String namespace) {
    String known = known(namespace);
    return new OperationsResource(
        Stream.of("read", "write", "delete")
            .map(verb -> "%s/%s/%s".formatted(known, PROVIDERS.get(known), verb))
            .map(OperationResource::new)
            .toList());
  }

  /** The original's client asks with {@code HEAD}, and takes 204 alone for yes. */
  @GetMapping(GROUP)
  ResponseEntity<GroupResource> group(HttpMethod method, @PathVariable Map<String, String> path) {
    GroupResource group = putGroup(path);
    return method.equals(HttpMethod.HEAD)
        ? ResponseEntity.noContent().build()
        : ResponseEntity.ok(group);
  }

  @PutMapping(GROUP)
  GroupResource putGroup(@PathVariable Map<String, String> path) {
    ResourcePath named = ResourcePath.of("resource group", path);
    String group = named.group().orElseThrow();
    return new GroupResource(
        "/subscriptions/%s/resourceGroups/%s".formatted(named.subscription(), group),
        group,
        "local",
        Map.of(),
        Map.of("provisioningState", "Succeeded"));
  }

  private static String known(String namespace) {
    return PROVIDERS.keySet().stream()
        .filter(namespace::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "InvalidResourceNamespace",
                    404,
                    "Cannot find provider '%s': there are %s."
                        .formatted(
                            Shown.shortened(namespace),
                            String.join(" and ", PROVIDERS.keySet().stream().sorted().toList())))));
  }
}
