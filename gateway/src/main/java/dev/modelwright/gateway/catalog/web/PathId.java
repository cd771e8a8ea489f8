package dev.modelwright.gateway.catalog.web;

import dev.modelwright.gateway.body.Ids;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
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

  /** The account has no such thing. */
  public static ProblemException unknown(String thing, Object id) {
    return new ProblemException(
        Problem.of(
            "Unknown" + Character.toUpperCase(thing.charAt(0)) + thing.substring(1),
            404,
            "Cannot find %s '%s': the account has none with this id. GET /%ss lists what is there."
                .formatted(thing, id, thing)));
  }
}
