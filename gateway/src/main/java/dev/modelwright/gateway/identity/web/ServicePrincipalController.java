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
import java.util.List;
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

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

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
    String displayName = DisplayNames.read(body);
    List<RoleAssignment> roles = RoleAssignments.read(body);
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
    List<RoleAssignment> roles = RoleAssignments.read(body);
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

  /** What can be no id is no principal that is gone already. */
  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    if (!ID.matcher(id).matches()) {
      throw unknown(id);
    }
    return ResponseEntity.status(principals.delete(id) ? HttpStatus.OK : HttpStatus.NO_CONTENT)
        .build();
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
