package dev.modelwright.web;

import dev.modelwright.schemas.Problem;

/** Ends a request with a flat error body. */
public class ProblemException extends RuntimeException {

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
