package dev.modelwright.gateway.operation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The making of an image as the original's clients poll it.
 *
 * @param resourceLocation of the image, there from the first moment on
 * @param error absent unless it failed; those clients print its first detail as the log's address
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "id",
  "operationType",
  "state",
  "createdTime",
  "endTime",
  "error",
  "resourceLocation"
})
record OperationResource(
    UUID id,
    String operationType,
    String state,
    Instant createdTime,
    Instant endTime,
    Problem error,
    URI resourceLocation) {

  private static final String BUILD_LOG = "BuildLog";

  static OperationResource of(Image image, AccountUrls urls) {
    return new OperationResource(
        image.id(),
        "Image",
        image.state(),
        image.createdAt(),
        image.endedAt(),
        image.problem() == null
            ? null
            : withLogFirst(image.problem(), urls.log(image.id()).toString()),
        urls.image(image.id()));
  }

  /** Of what was never made. */
  static OperationResource rejected(UUID id, Problem problem, AccountUrls urls) {
    return new OperationResource(
        id,
        "Image",
        "Failed",
        null,
        null,
        withLogFirst(problem, urls.log(id).toString()),
        urls.image(id));
  }

  private static Problem withLogFirst(Problem problem, String log) {
    List<Problem.Detail> details =
        Stream.concat(
                Stream.of(new Problem.Detail(BUILD_LOG, log, null)),
                problem.details().stream().filter(detail -> !BUILD_LOG.equals(detail.code())))
            .toList();
    return new Problem(problem.code(), onOneLine(problem.message()), problem.statusCode(), details);
  }

  private static String onOneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
