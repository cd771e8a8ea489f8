package dev.modelwright.cli.gateway;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.failure.ExitStatus;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The server answered with an error body. */
public final class RefusedRequestException extends CommandException {

  private static final int FIRST_SERVER_ERROR = 500;

  RefusedRequestException(int httpStatus, String message) {
    super(
        httpStatus < FIRST_SERVER_ERROR ? ExitStatus.USER_ERROR : ExitStatus.SYSTEM_ERROR,
        message,
        null);
  }

  /**
   * What the flat error body says, or that there is none.
   *
   * @param address of the server, for messages
   */
  public static RefusedRequestException of(int httpStatus, byte[] body, URI address) {
    return new RefusedRequestException(
        httpStatus,
        message(body)
            .orElseGet(() ->
                "Cannot understand the answer of %s: status %d without an error body. Check that MODELWRIGHT_URL names a Modelwright server."
                    .formatted(address, httpStatus)));
  }

  /** Empty when it is not our server's: a proxy's in between, or another server's altogether. */
  private static Optional<String> message(byte[] body) {
    try {
      Resource problem = new Resource(JsonMapper.shared().readTree(body));
      return problem.text("message").map(message -> message + details(problem, message));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static String details(Resource problem, String told) {
    return problem.objects("details").stream()
        .flatMap(detail -> detail.text("message").stream())
        .filter(message -> !told.contains(message))
        .map(message -> System.lineSeparator() + "  " + message)
        .collect(Collectors.joining());
  }
}
