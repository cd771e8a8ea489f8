package dev.modelwright.gateway.blob;

import dev.modelwright.gateway.blob.StorageAccounts.StorageAccount;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks the header {@code Authorization: SharedKey account:signature} of Azure Storage, versions
 * 2015-02-21 and later.
 */
public final class SharedKey {

  private static final Pattern AUTHORIZATION =
      Pattern.compile("SharedKey\\s+([a-z0-9]{3,24}):([A-Za-z0-9+/=]{1,100})");
  private static final List<String> SIGNED_HEADERS =
      List.of(
          "content-encoding",
          "content-language",
          "content-length",
          "content-md5",
          "content-type",
          "date",
          "if-modified-since",
          "if-match",
          "if-none-match",
          "if-unmodified-since",
          "range");
  private static final String DATE = "x-ms-date";
  private static final Duration TOLERANCE = Duration.ofMinutes(15);

  private final StorageAccounts accounts;
  private final Clock clock;

  public SharedKey(StorageAccounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * A request as it came.
   *
   * @param path as it was sent, not decoded
   * @param query decoded values by name
   * @param headers values by lower-case name
   */
  public record SignedRequest(
      String method, String path, Map<String, List<String>> query, Map<String, String> headers) {}

  /**
   * The storage account that signed a request.
   *
   * @throws ProblemException when none did
   */
  public StorageAccount accountOf(SignedRequest request) {
    String authorization = request.headers().get("authorization");
    if (authorization == null) {
      throw refused("the header Authorization is missing");
    }
    Matcher parts = AUTHORIZATION.matcher(authorization.strip());
    if (!parts.matches()) {
      throw refused("the header Authorization is not 'SharedKey account:signature'");
    }
    String name = parts.group(1);
    checkDate(request);
    StorageAccount account =
        accounts
            .find(name)
            .orElseThrow(() ->
                refused("the storage account '%s' belongs to no environment".formatted(name)));
    if (!StorageSignature.verifies(account.key(), textOf(request, name), parts.group(2))) {
      throw refused("the signature is not one of the storage account '%s'".formatted(name));
    }
    return account;
  }

  private void checkDate(SignedRequest request) {
    String date = request.headers().getOrDefault(DATE, request.headers().get("date"));
    try {
      Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(String.valueOf(date)));
      if (Duration.between(at, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
        throw refused(
            "the header x-ms-date is more than 15 minutes from our clock, which says "
                + clock.instant());
      }
    } catch (DateTimeParseException _) {
      throw refused("the header x-ms-date is '%s', no date".formatted(Shown.shortened(date)));
    }
  }

  private static String textOf(SignedRequest request, String account) {
    StringBuilder text = new StringBuilder(request.method()).append('\n');
    for (String name : SIGNED_HEADERS) {
      String value = request.headers().getOrDefault(name, "");
      boolean isEmptyBody = name.equals("content-length") && value.equals("0");
      boolean isReplaced = name.equals("date") && request.headers().containsKey(DATE);
      text.append(isEmptyBody || isReplaced ? "" : value).append('\n');
    }
    return text.append(canonicalHeaders(request))
        .append(canonicalResource(request, account))
        .toString();
  }

  private static String canonicalHeaders(SignedRequest request) {
    return new TreeMap<>(request.headers())
        .entrySet().stream()
            .filter(header -> header.getKey().startsWith("x-ms-"))
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
  }

  private static String canonicalResource(SignedRequest request, String account) {
    SortedMap<String, String> query = new TreeMap<>();
    request
        .query()
        .forEach((name, values) ->
            query.put(
                name.toLowerCase(Locale.ROOT),
                String.join(",", values.stream().sorted().toList())));
    return "/"
        + account
        + request.path()
        + query.entrySet().stream()
            .map(parameter -> "\n" + parameter.getKey() + ":" + parameter.getValue())
            .collect(Collectors.joining());
  }

  private static ProblemException refused(String cause) {
    return new ProblemException(
        Problem.of(
            "AuthenticationFailed",
            403,
            "Cannot take the upload: %s. Take account and key from listKeys of the environment."
                .formatted(cause)));
  }
}
