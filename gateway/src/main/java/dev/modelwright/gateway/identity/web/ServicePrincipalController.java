package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.identity.PrincipalRegistrar;
import dev.modelwright.gateway.identity.PrincipalRegistrar.Registered;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.ServicePrincipals;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Service principals, for owners. */
@RestController
@RequestMapping("/servicePrincipals")
final class ServicePrincipalController {

  private static final int MOST_ROLES = 100;
  private static final Pattern DISPLAY_NAME = Pattern.compile("[^\\p{Cntrl}]{1,120}");

  private final RequestBodies bodies;
  private final ServicePrincipals principals;
  private final PrincipalRegistrar registrar;

  ServicePrincipalController(
      RequestBodies bodies, ServicePrincipals principals, PrincipalRegistrar registrar) {
    this.bodies = bodies;
    this.principals = principals;
    this.registrar = registrar;
  }

  /** All of them. */
  record ListResource(List<ServicePrincipalResource> value) {}

  @PostMapping
  ResponseEntity<ServicePrincipalResource> register(HttpServletRequest request) {
    RequestObject body = bodies.read(request);
    String displayName =
        body.matching(
            "displayName",
            body.text("displayName"),
            DISPLAY_NAME,
            "is not 1 to 120 characters without control characters");
    List<RoleAssignment> roles = roles(body);
    body.rejectIfBroken("register service principal");
    Registered registered = registrar.register(displayName, roles);
    return ResponseEntity.created(URI.create("/servicePrincipals/" + registered.principal().id()))
        .cacheControl(CacheControl.noStore())
        .body(ServicePrincipalResource.of(registered));
  }

  @GetMapping
  ListResource list() {
    return new ListResource(principals.all().stream().map(ServicePrincipalResource::of).toList());
  }

  @GetMapping("/{id}")
  ServicePrincipalResource one(@PathVariable String id) {
    return principals.find(id).map(ServicePrincipalResource::of).orElseThrow(() -> unknown(id));
  }

  @PutMapping("/{id}/roles")
  ServicePrincipalResource assign(@PathVariable String id, HttpServletRequest request) {
    RequestObject body = bodies.read(request);
    List<RoleAssignment> roles = roles(body);
    body.rejectIfBroken("assign roles");
    return registrar
        .assign(id, roles)
        .map(ServicePrincipalResource::of)
        .orElseThrow(() -> unknown(id));
  }

  @PostMapping("/{id}/secret")
  ResponseEntity<ServicePrincipalResource> resetSecret(@PathVariable String id) {
    return registrar
        .resetSecret(id)
        .map(ServicePrincipalResource::of)
        .map(resource -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(resource))
        .orElseThrow(() -> unknown(id));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    return ResponseEntity.status(principals.delete(id) ? HttpStatus.OK : HttpStatus.NO_CONTENT)
        .build();
  }

  private static List<RoleAssignment> roles(RequestObject body) {
    List<String> texts = body.texts("roles");
    if (texts.isEmpty()) {
      body.broken("roles", "is missing or empty");
    }
    if (texts.size() > MOST_ROLES) {
      body.broken(
          "roles", "has %d items; at most %d are taken".formatted(texts.size(), MOST_ROLES));
      return List.of();
    }
    LinkedHashSet<RoleAssignment> roles = new LinkedHashSet<>();
    for (int index = 0; index < texts.size(); index++) {
      String text = texts.get(index);
      Optional<RoleAssignment> role = text == null ? Optional.empty() : RoleAssignment.of(text);
      if (text != null && role.isEmpty()) {
        body.broken(
            "roles[%d]".formatted(index),
            "is '%s', not reader, contributor or owner, alone or with @subscription/group/account after it"
                .formatted(Shown.shortened(text)));
      }
      role.ifPresent(roles::add);
    }
    return new ArrayList<>(roles);
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(
        Problem.of(
            "UnknownServicePrincipal",
            404,
            "Cannot find service principal '%s': there is none with this id. GET /servicePrincipals lists them."
                .formatted(Shown.shortened(id))));
  }
}
