package dev.modelwright.gateway.blob;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.gateway.blob.StorageAccounts.StorageAccount;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the links that the original's client makes of its uploads into links of our own store:
 * their host is fixed in that client, and is never asked. The signature of such a link is checked
 * with the key of its storage account.
 */
public final class BlobUrls {

  private static final Pattern HOST =
      Pattern.compile("([a-z0-9]{3,24})\\.blob\\.core\\.windows\\.net");
  private static final Pattern PATH = Pattern.compile("/([a-z0-9-]{3,63}|\\$root)/(.+)");

  /** Long enough for a registration; then the bytes are pinned. */
  private static final Duration VALIDITY = Duration.ofHours(24);

  /** How far ahead the clock may be of who signs from now on. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** What a signature of the versions 2015-04-05 to 2018-03-28 covers, in its order. */
  private static final List<String> BEFORE_RESOURCE = List.of("sp", "st", "se");

  private static final List<String> AFTER_RESOURCE =
      List.of("si", "sip", "spr", "sv", "rscc", "rscd", "rsce", "rscl", "rsct");
  private static final String OLDEST_VERSION = "2015-04-05";
  private static final String NEXT_VERSION = "2018-11-09";

  private final StorageAccounts accounts;
  private final UploadedBlobs blobs;
  private final Artifacts artifacts;
  private final Clock clock;

  public BlobUrls(StorageAccounts accounts, UploadedBlobs blobs, Artifacts artifacts, Clock clock) {
    this.accounts = accounts;
    this.blobs = blobs;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  /**
   * The URL by which our store has what a link names; a URL of anybody else as it is.
   *
   * @param url null stays null
   * @throws ProblemException when the link is to an upload of ours, but not signed for reading it
   *     now, or nothing was uploaded there
   */
  public URI mapped(URI url) {
    if (url == null || url.getHost() == null || url.getRawPath() == null) {
      return url;
    }
    Matcher host = HOST.matcher(url.getHost().toLowerCase(Locale.ROOT));
    Matcher path = PATH.matcher(url.getPath());
    if (!host.matches() || !path.matches()) {
      return url;
    }
    String account = host.group(1);
    Optional<String> key = accounts.find(account).map(StorageAccount::key);
    if (key.isEmpty()) {
      return url;
    }
    UploadedBlobs.Blob blob = new UploadedBlobs.Blob(account, path.group(1), path.group(2));
    check(blob, key.get(), query(url));
    ArtifactPath object =
        blobs
            .find(blob)
            .orElseThrow(() ->
                refused(blob, "BlobNotFound", 422, "nothing was uploaded there. Upload it first."));
    return artifacts.sign(object, Permission.READ, VALIDITY).url();
  }

  private void check(UploadedBlobs.Blob blob, String key, Map<String, String> query) {
    String version = query.getOrDefault("sv", "");
    if (version.compareTo(OLDEST_VERSION) < 0 || version.compareTo(NEXT_VERSION) >= 0) {
      throw unsigned(blob, "its signature is of a version (sv) that is not known here");
    }
    if (!StorageSignature.verifies(key, textOf(blob, query), query.getOrDefault("sig", ""))) {
      throw unsigned(blob, "its signature is not one of the storage account");
    }
    if (!query.getOrDefault("sp", "").contains("r") || !"b".equals(query.get("sr"))) {
      throw unsigned(blob, "it is not signed for reading a blob");
    }
    Instant now = clock.instant();
    if (!time(blob, query.get("se")).filter(now::isBefore).isPresent()) {
      throw unsigned(blob, "it has expired");
    }
    if (time(blob, query.get("st")).filter(now.plus(CLOCK_SKEW)::isBefore).isPresent()) {
      throw unsigned(blob, "it is not valid yet");
    }
  }

  private static String textOf(UploadedBlobs.Blob blob, Map<String, String> query) {
    StringBuilder text = new StringBuilder();
    BEFORE_RESOURCE.forEach(name -> text.append(query.getOrDefault(name, "")).append('\n'));
    text.append("/blob/%s/%s/%s".formatted(blob.account(), blob.container(), blob.name()));
    AFTER_RESOURCE.forEach(name -> text.append('\n').append(query.getOrDefault(name, "")));
    return text.toString();
  }

  private static Optional<Instant> time(UploadedBlobs.Blob blob, String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text));
    } catch (DateTimeParseException _) {
      throw unsigned(blob, "its times are not what ISO 8601 has");
    }
  }

  private static Map<String, String> query(URI url) {
    Map<String, String> query = new HashMap<>();
    String raw = url.getRawQuery() == null ? "" : url.getRawQuery();
    for (String parameter : raw.split("&")) {
      String[] parts = parameter.split("=", 2);
      if (parts.length == 2) {
        query.put(parts[0], decoded(parts[1]));
      }
    }
    return query;
  }

  /** A plus stays one: the client's library encodes spaces otherwise. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private static ProblemException unsigned(UploadedBlobs.Blob blob, String cause) {
    return refused(blob, "InvalidSignature", 422, cause + ". Upload the file again.");
  }

  private static ProblemException refused(
      UploadedBlobs.Blob blob, String code, int status, String words) {
    return new ProblemException(
        Problem.of(
            code,
            status,
            "Cannot use the link to '%s' of storage account '%s': %s"
                .formatted(blob.name(), blob.account(), words)));
  }
}
