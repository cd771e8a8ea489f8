package dev.modelwright.cli.gateway;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.failure.ExitStatus;
import java.util.stream.Collectors;

/** The server answered with an error body. */
public final class RefusedRequestException extends CommandException {

  private static final int FIRST_SERVER_ERROR = 500;

  private final int httpStatus;

  RefusedRequestException(int httpStatus, String message) {
    super(
        httpStatus < FIRST_SERVER_ERROR ? ExitStatus.USER_ERROR : ExitStatus.SYSTEM_ERROR,
        message,
        null);
    this.httpStatus = httpStatus;
  }

  /** Message and details of the flat error body. */
  static RefusedRequestException of(int httpStatus, Resource problem) {
    String details =
        problem.objects("details").stream()
            .flatMap(detail -> detail.text("message").stream())
            .map(message -> System.lineSeparator() + "  " + message)
            .collect(Collectors.joining());
    return new RefusedRequestException(httpStatus, problem.requiredText("message") + details);
  }

  public int httpStatus() {
    return httpStatus;
  }
}
