package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.KeyRing;
import dev.modelwright.gateway.identity.SigningKey;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys that sign our tokens, for owners. */
@RestController
@RequestMapping("/signingKeys")
final class SigningKeyController {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final KeyRing ring;

  SigningKeyController(KeyRing ring) {
    this.ring = ring;
  }

  /** A key, without the key itself. */
  record SigningKeyResource(String id, Instant createdAt) {

    static SigningKeyResource of(SigningKey key) {
      return new SigningKeyResource(key.id(), key.createdAt());
    }
  }

  /** Those whose tokens are good, the newest first. */
  record ListResource(List<SigningKeyResource> value) {}

  @GetMapping
  ListResource list() {
    return new ListResource(ring.published().stream().map(SigningKeyResource::of).toList());
  }

  /** A new key signs from now on; tokens that are out stay good. */
  @PostMapping
  ResponseEntity<SigningKeyResource> rotate() {
    SigningKey key = ring.rotate();
    return ResponseEntity.created(URI.create("/signingKeys/" + key.id()))
        .body(SigningKeyResource.of(key));
  }

  /** Ends all tokens that the key has signed, the caller's perhaps among them. */
  @DeleteMapping("/{id}")
  ResponseEntity<Void> revoke(@PathVariable String id) {
    if (!ID.matcher(id).matches()) {
      throw new ProblemException(
          Problem.of(
              "UnknownSigningKey",
              404,
              "Cannot find signing key '%s': there is none with this id. GET /signingKeys lists them."
                  .formatted(Shown.shortened(id))));
    }
    return ResponseEntity.status(ring.revoke(id) ? HttpStatus.OK : HttpStatus.NO_CONTENT).build();
  }
}
