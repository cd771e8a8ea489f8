package dev.modelwright.gateway.problem;

import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that we need does not answer; the client may try again. */
public final class UnavailableException extends RuntimeException {

  private static final int SERVICE_UNAVAILABLE = 503;

  private final transient Problem problem;
  private final Duration retryAfter;
  private final transient URI outcome;

  private UnavailableException(Problem problem, Duration retryAfter, URI outcome, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
    this.retryAfter = retryAfter;
    this.outcome = outcome;
  }

  /** A part of ours is away. */
  public static UnavailableException away(String message, Throwable cause) {
    return new UnavailableException(
        Problem.of("ServiceUnavailable", SERVICE_UNAVAILABLE, message),
        Duration.ofSeconds(5),
        null,
        cause);
  }

  /**
   * A request is kept, and nobody knows yet how it ends.
   *
   * @param outcome where it can be read
   */
  public static UnavailableException unanswered(String message, URI outcome) {
    return new UnavailableException(
        new Problem(
            "Unanswered",
            message,
            SERVICE_UNAVAILABLE,
            List.of(new Problem.Detail("Outcome", outcome.toString(), "id"))),
        Duration.ofSeconds(2),
        outcome,
        null);
  }

  public Problem problem() {
    return problem;
  }

  public Duration retryAfter() {
    return retryAfter;
  }

  /** Where the outcome of a kept request can be read; empty when none is kept. */
  public Optional<URI> outcome() {
    return Optional.ofNullable(outcome);
  }
}
