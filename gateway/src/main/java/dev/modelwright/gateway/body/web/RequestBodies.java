package dev.modelwright.gateway.body.web;

import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as the original service's clients write it: RFC 8259, and commas after a last item,
 * since the reference document's own example has one. Thread-safe.
 */
public final class RequestBodies {

  private static final int BUFFER_SIZE = 8192;

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final int maxSize;
  private final Duration timeout;

  /**
   * @param timeout how long a client may take to send a body
   */
  public RequestBodies(DataSize maxSize, Duration timeout) {
    this.maxSize = Math.toIntExact(maxSize.toBytes());
    this.timeout = timeout;
  }

  /**
   * @throws ProblemException when the body is missing, too large, too slow or no JSON object
   */
  public RequestObject read(HttpServletRequest request) {
    return parse(bytes(request))
        .map(RequestObject::of)
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "InvalidJson",
                    400,
                    "Cannot read the request body: it is empty. Send a JSON object.")));
  }

  /** As {@link #read}, where no body is as good as an empty object. */
  public RequestObject readOptional(HttpServletRequest request) {
    return parse(bytes(request)).map(RequestObject::of).orElseGet(RequestObject::empty);
  }

  private byte[] bytes(HttpServletRequest request) {
    if (request.getContentLengthLong() > maxSize) {
      throw tooLarge();
    }
    try {
      return bytes(request.getInputStream());
    } catch (SocketTimeoutException _) {
      throw tooSlow();
    } catch (IOException _) {
      throw new ProblemException(
          Problem.of(
              "IncompleteBody",
              400,
              "Cannot read the request body: it broke off before its end. Send it again."));
    }
  }

  /** Looks at the clock between reads: a client that sends byte after byte never lets one wait. */
  private byte[] bytes(InputStream in) throws IOException {
    long begin = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_SIZE];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      body.write(buffer, 0, count);
      if (body.size() > maxSize) {
        throw tooLarge();
      }
      if (System.nanoTime() - begin > timeout.toNanos()) {
        throw tooSlow();
      }
    }
    return body.toByteArray();
  }

  /** Empty when there is nothing but white space. */
  private Optional<JsonNode> parse(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      try {
        JsonNode tree = json.readTree(parser);
        if (parser.nextToken() != null) {
          throw invalid("something follows the end of the JSON", parser.currentTokenLocation(), "");
        }
        return Optional.ofNullable(tree);
      } catch (JacksonException e) {
        TokenStreamLocation location =
            e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        throw invalid(reason(e), location, place(parser.streamReadContext()));
      }
    }
  }

  private static String reason(JacksonException e) {
    return switch (e) {
      case UnexpectedEndOfInputException _ -> "it ends too early";
      case StreamConstraintsException _ -> limit(e.getOriginalMessage());
      default -> e.getOriginalMessage().replaceAll("\\s+", " ");
    };
  }

  /** What the parser says of its limits ends in the method that tells them. */
  private static String limit(String message) {
    return "it is too deep or has too long a name, string or number; "
        + message.replaceAll("\\s+", " ").replaceAll(",? ?\\(?from `[^`]*`\\)?", "");
  }

  private static ProblemException invalid(
      String reason, TokenStreamLocation location, String place) {
    return new ProblemException(
        Problem.of(
            "InvalidJson",
            400,
            "Cannot read the request body: %s (line %d, column %d%s). Send JSON (RFC 8259)."
                .formatted(
                    reason,
                    location.getLineNr(),
                    location.getColumnNr(),
                    place.isEmpty() ? "" : ", in " + place)));
  }

  /** The property that was being read, for example {@code assets[0].url}. */
  private static String place(TokenStreamContext context) {
    StringBuilder place = new StringBuilder();
    for (TokenStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
      if (at.inArray()) {
        place.insert(0, "[" + at.getCurrentIndex() + "]");
      } else if (at.currentName() != null) {
        place.insert(0, "." + at.currentName());
      }
    }
    String path = place.toString();
    return Shown.shortened(path.startsWith(".") ? path.substring(1) : path);
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        Problem.of(
            "BodyTooLarge",
            413,
            "Cannot read the request body: it is larger than %d bytes. Put files into the artifact store (POST /uploads) and send their URLs."
                .formatted(maxSize)));
  }

  private ProblemException tooSlow() {
    return new ProblemException(
        Problem.of(
            "BodyTimeout",
            408,
            "Cannot read the request body: it has not come within %d seconds. Send it again over a faster connection, or ask the operator to raise modelwright.gateway.body-timeout."
                .formatted(timeout.toSeconds())));
  }
}
