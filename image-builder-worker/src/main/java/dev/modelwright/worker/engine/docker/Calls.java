package dev.modelwright.worker.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.modelwright.worker.engine.EngineException;
import dev.modelwright.worker.engine.EngineRefusedException;
import dev.modelwright.worker.engine.UnavailableEngineException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Makes our exceptions of docker-java's. */
final class Calls {

  private static final int SERVER_ERROR = 500;

  /** What the engine says when a container registry refused; it has no status for that. */
  private static final List<String> REFUSALS =
      List.of(
          "not found",
          "manifest unknown",
          "unauthorized",
          "denied",
          "no basic auth credentials",
          "invalid reference",
          "unsupported",
          "no matching manifest",
          "no space left");

  private Calls() {}

  /**
   * @param what infinitive with object, as in "Cannot {what}"
   */
  static <T> T run(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw translate(what, e);
    }
  }

  static void run(String what, Runnable call) {
    run(
        what,
        () -> {
          call.run();
          return null;
        });
  }

  static EngineException translate(String what, Throwable e) {
    if (e instanceof DockerException answer && answer.getHttpStatus() < SERVER_ERROR) {
      return refused(what, e.getMessage(), e);
    }
    return classify(what, reason(e), e);
  }

  /** For failures that the engine reports in words only. */
  static EngineException classify(String what, String reason, Throwable cause) {
    String words = reason.toLowerCase(Locale.ROOT);
    return REFUSALS.stream().anyMatch(words::contains)
        ? refused(what, reason, cause)
        : unavailable(what, reason, cause);
  }

  static EngineRefusedException refused(String what, String reason, Throwable cause) {
    return new EngineRefusedException(
        "Cannot %s: the engine refused: %s".formatted(what, oneLine(reason)), cause);
  }

  static UnavailableEngineException unavailable(String what, String reason, Throwable cause) {
    return new UnavailableEngineException(
        "Cannot %s: %s. Check that the engine runs and that modelwright.docker.host names it."
            .formatted(what, oneLine(reason)),
        cause);
  }

  private static String reason(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }

  private static String oneLine(String text) {
    return text == null ? "no reason given" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
