package dev.modelwright.gateway.catalog.web;

import dev.modelwright.gateway.body.Ids;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.util.Optional;
import java.util.UUID;

/** Ids in paths. */
public final class PathId {

  private PathId() {}

  /**
   * @param thing what it is the id of, for example {@code model}
   * @throws ProblemException when it is no id, and so the id of nothing
   */
  public static UUID of(String thing, String text) {
    return Ids.parse(text).orElseThrow(() -> unknown(thing, Shown.shortened(text)));
  }

  /** The account has no such thing, and why not when it was asked for and rejected. */
  public static ProblemException unknown(String thing, UUID id, Optional<Problem> rejection) {
    return rejection
        .map(problem ->
            new ProblemException(
                new Problem(
                    code(thing),
                    "Cannot find %s '%s': it was asked for and rejected. %s"
                        .formatted(thing, id, problem.message()),
                    404,
                    problem.details())))
        .orElseGet(() -> unknown(thing, id));
  }

  /** The account has no such thing. */
  public static ProblemException unknown(String thing, Object id) {
    return new ProblemException(
        Problem.of(
            code(thing),
            404,
            "Cannot find %s '%s': the account has none with this id. GET /%ss lists what is there."
                .formatted(thing, id, thing.equals("operation") ? "image" : thing)));
  }

  private static String code(String thing) {
    return "Unknown" + Character.toUpperCase(thing.charAt(0)) + thing.substring(1);
  }
}
