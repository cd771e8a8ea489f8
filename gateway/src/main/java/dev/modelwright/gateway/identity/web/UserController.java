package dev.modelwright.gateway.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.User;
import dev.modelwright.gateway.identity.UserRegistrar;
import dev.modelwright.gateway.identity.UserRegistrar.Registered;
import dev.modelwright.gateway.identity.Users;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

/** Users, for owners. */
@RestController
@RequestMapping("/users")
final class UserController {

  private static final int SHORTEST_PASSWORD = 12;

  /** What bcrypt takes. */
  private static final int LONGEST_PASSWORD = 72;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,119}");

  private final RequestBodies bodies;
  private final Users users;
  private final UserRegistrar registrar;

  UserController(RequestBodies bodies, Users users, UserRegistrar registrar) {
    this.bodies = bodies;
    this.users = users;
    this.registrar = registrar;
  }

  /** A user on the wire; the password is there only when it has just been made. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UserResource(
      String id,
      String name,
      String displayName,
      List<String> roles,
      Instant createdAt,
      String password) {

    static UserResource of(User user) {
      return of(user, null);
    }

    static UserResource of(Registered registered) {
      return of(registered.user(), registered.password().orElse(null));
    }

    private static UserResource of(User user, String password) {
      return new UserResource(
          user.id(),
          user.name(),
          user.displayName(),
          user.roles().stream().map(RoleAssignment::toString).toList(),
          user.createdAt(),
          password);
    }
  }

  /** All of them. */
  record ListResource(List<UserResource> value) {}

  @PostMapping
  ResponseEntity<UserResource> register(HttpServletRequest request) {
    RequestObject body = bodies.read(request);
    String name =
        body.matching(
            "name",
            body.requiredText("name"),
            NAME,
            "is not 1 to 120 letters, digits, '.', '_', '@', '+' and '-' that begin with a letter or digit");
    String displayName = DisplayNames.read(body);
    String password = password(body);
    List<RoleAssignment> roles = RoleAssignments.read(body);
    body.rejectIfBroken("register user");
    Registered registered =
        registrar.register(name, displayName, password, roles).orElseThrow(() -> taken(name));
    return ResponseEntity.created(URI.create("/users/" + registered.user().id()))
        .cacheControl(CacheControl.noStore())
        .body(UserResource.of(registered));
  }

  @GetMapping
  ListResource list() {
    return new ListResource(users.all().stream().map(UserResource::of).toList());
  }

  @GetMapping("/{id}")
  UserResource one(@PathVariable String id) {
    return users.find(id).map(UserResource::of).orElseThrow(() -> unknown(id));
  }

  @PutMapping("/{id}/roles")
  UserResource assign(@PathVariable String id, HttpServletRequest request) {
    RequestObject body = bodies.read(request);
    List<RoleAssignment> roles = RoleAssignments.read(body);
    body.rejectIfBroken("assign roles");
    return registrar.assign(id, roles).map(UserResource::of).orElseThrow(() -> unknown(id));
  }

  @PostMapping("/{id}/password")
  ResponseEntity<UserResource> resetPassword(@PathVariable String id, HttpServletRequest request) {
    RequestObject body = bodies.readOptional(request);
    String password = password(body);
    body.rejectIfBroken("reset password");
    return registrar
        .resetPassword(id, password)
        .map(UserResource::of)
        .map(resource -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(resource))
        .orElseThrow(() -> unknown(id));
  }

  /** What can be no id is no user who is gone already. */
  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    if (!ID.matcher(id).matches()) {
      throw unknown(id);
    }
    return ResponseEntity.status(registrar.delete(id) ? HttpStatus.OK : HttpStatus.NO_CONTENT)
        .build();
  }

  private static String password(RequestObject body) {
    String password = body.text("password");
    if (password == null) {
      return null;
    }
    int length = password.getBytes(StandardCharsets.UTF_8).length;
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      body.broken(
          "password",
          "is not %d to %d bytes long; leave it out to have one made"
              .formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
    }
    return password;
  }

  private static ProblemException taken(String name) {
    return new ProblemException(
        Problem.of(
            "UserExists",
            409,
            "Cannot register user '%s': there is one with this name. Choose another, or reset the password of that one."
                .formatted(name)));
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(
        Problem.of(
            "UnknownUser",
            404,
            "Cannot find user '%s': there is none with this id. GET /users lists them."
                .formatted(Shown.shortened(id))));
  }
}
