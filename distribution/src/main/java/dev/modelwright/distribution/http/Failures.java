package dev.modelwright.distribution.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what went wrong from a response. */
final class Failures {

  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final int MAX_LENGTH = 500;

  /** Of Linux. */
  private static final int NO_SPACE = 28;

  private static final JsonMapper JSON = JsonMapper.shared();

  private Failures() {}

  static void throwIfPassing(HttpResponse<byte[]> response) {
    if (PASSING.contains(response.statusCode())) {
      throw new PassingFailure(describe(response), null, retryAfter(response));
    }
  }

  /** The status, and the container registry's own words when it has any. */
  static String describe(HttpResponse<byte[]> response) {
    String words = words(response.body());
    String status = "status " + response.statusCode();
    return words.isEmpty() ? status : status + " (" + words + ")";
  }

  /** An image manifest names what is not there. */
  static boolean isOfUnknownBlob(HttpResponse<byte[]> response) {
    return response.statusCode() >= 400 && words(response.body()).contains("MANIFEST_BLOB_UNKNOWN");
  }

  private static String words(byte[] body) {
    String words;
    try {
      JsonNode errors = JSON.readTree(body).path("errors");
      words =
          errors
              .valueStream()
              .map(e ->
                  e.path("code").asString("")
                      + ": "
                      + e.path("message").asString("")
                      + detail(e.path("detail")))
              .collect(Collectors.joining("; "));
    } catch (JacksonException _) {
      words = new String(body, StandardCharsets.UTF_8);
    }
    String printable = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return printable.length() > MAX_LENGTH ? printable.substring(0, MAX_LENGTH) + "…" : printable;
  }

  /** Of a fault of its own, a full disk for one, distribution tells nothing but here. */
  private static String detail(JsonNode detail) {
    if (detail.isString()) {
      return ", " + detail.asString();
    }
    return detail.at("/Enclosed/Err").asInt(0) == NO_SPACE ? ", no space left on device" : "";
  }

  /** Null when it does not say; dates are not used by container registries. */
  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("retry-after")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(null);
  }
}
