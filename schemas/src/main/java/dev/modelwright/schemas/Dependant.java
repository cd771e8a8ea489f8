package dev.modelwright.schemas;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Something that needs another thing, which is therefore not deleted.
 *
 * @param title for people, for example {@code image 'housing:1'}
 */
public record Dependant(UUID id, String title) {

  private static final int SHOWN = 20;

  /** How many are worth finding: one more than are named. */
  public static final int SOUGHT = SHOWN + 1;

  /**
   * Why a thing is kept.
   *
   * @param thing for people, for example {@code model 'housing:1'}
   * @param found at least one
   * @param singular what one of them does, for example {@code names it}
   * @param plural what several do, for example {@code name it}
   * @param remedy a sentence
   */
  public static Problem problem(
      String code,
      String thing,
      List<Dependant> found,
      String singular,
      String plural,
      String remedy) {
    List<Dependant> shown = found.subList(0, Math.min(found.size(), SHOWN));
    return new Problem(
        code,
        "Cannot delete %s: %s%s %s. %s"
            .formatted(
                thing,
                shown.stream()
                    .map(one -> "%s (%s)".formatted(one.title(), one.id()))
                    .collect(Collectors.joining(", ")),
                found.size() > SHOWN ? " and more" : "",
                found.size() > 1 ? plural : singular,
                remedy),
        409,
        shown.stream()
            .map(one ->
                new Problem.Detail("InUse", one.title() + " " + singular, one.id().toString()))
            .toList());
  }
}
