package dev.modelwright.registry.model;

import dev.modelwright.schemas.Problem;

/** A request cannot be granted, and repeating it would change nothing. */
public class RejectedException extends RuntimeException {

  private final transient Problem problem;

  public RejectedException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public RejectedException(String code, int statusCode, String message) {
    this(Problem.of(code, statusCode, message));
  }

  public Problem problem() {
    return problem;
  }
}
