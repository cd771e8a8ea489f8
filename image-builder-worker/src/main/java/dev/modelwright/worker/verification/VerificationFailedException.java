package dev.modelwright.worker.verification;

import dev.modelwright.worker.engine.Container.Exit;
import java.time.Duration;
import java.util.List;

/** An image did not answer, and will not at the next try. */
public final class VerificationFailedException extends RuntimeException {

  private static final int INIT_FAILED = 3;
  private static final int KILLED = 137;
  private static final int ABORTED = 134;
  private static final int SEGMENTATION_FAULT = 139;
  private static final int MEBIBYTE = 1 << 20;

  private final Reason reason;
  private final List<String> output;

  /** Why. */
  public enum Reason {
    INIT_FAILED,
    OUT_OF_MEMORY,
    SERVER_ENDED,
    NO_ANSWER
  }

  private VerificationFailedException(Reason reason, String message, List<String> output) {
    super(message);
    this.reason = reason;
    this.output = List.copyOf(output);
  }

  static VerificationFailedException ended(Exit exit, long memory, List<String> output) {
    if (exit.outOfMemory() || exit.status() == KILLED) {
      return new VerificationFailedException(
          Reason.OUT_OF_MEMORY,
          "the scoring server was killed: it needed more than %d MB of memory. Load less in init(), or raise modelwright.verification.memory."
              .formatted(memory / MEBIBYTE),
          output);
    }
    if (exit.status() == INIT_FAILED) {
      return new VerificationFailedException(
          Reason.INIT_FAILED,
          "%s: %s. Correct the driver or what it needs, and register it again."
              .formatted(
                  isInit(output) ? "init() failed" : "the driver cannot be loaded",
                  lastWords(output)),
          Traceback.in(output));
    }
    return new VerificationFailedException(
        Reason.SERVER_ENDED,
        "the scoring server ended with status %d%s: %s. Correct the driver or its packages."
            .formatted(exit.status(), meaning(exit.status()), lastWords(output)),
        output);
  }

  static VerificationFailedException unanswered(Duration limit, String probe, List<String> output) {
    return new VerificationFailedException(
        Reason.NO_ANSWER,
        "GET / was not answered within %d s: %s Make init() faster, or raise modelwright.verification.timeout."
            .formatted(limit.toSeconds(), probe.strip()),
        output);
  }

  private static String meaning(int status) {
    return switch (status) {
      case SEGMENTATION_FAULT -> " (segmentation fault)";
      case ABORTED -> " (aborted)";
      default -> "";
    };
  }

  /** Loading the driver ends with the same status. */
  private static boolean isInit(List<String> output) {
    return output.stream().anyMatch(line -> line.endsWith(", in init"));
  }

  /** The last line of a Python traceback is the exception. */
  private static String lastWords(List<String> output) {
    return Traceback.in(output).reversed().stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
        .orElse("it printed nothing");
  }

  public Reason reason() {
    return reason;
  }

  /** What the server printed last; for a failed {@code init()} the traceback. */
  public List<String> output() {
    return output;
  }
}
