package dev.modelwright.artifacts;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** URLs below the gateway's {@code /artifacts/}, signed with our own key. */
final class ArtifactUrls {

  private static final String PATH = "/artifacts";

  private final StoreName store;
  private final URI base;
  private final SigningKey key;
  private final Clock clock;

  /**
   * @param store whose local paths are signed; the URLs name it
   * @param publicUrl of the gateway
   */
  ArtifactUrls(StoreName store, URI publicUrl, SigningKey key, Clock clock) {
    this.store = store;
    this.base = URI.create(withoutTrailingSlash(publicUrl) + PATH);
    this.key = key;
    this.clock = clock;
  }

  private static String withoutTrailingSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  SignedUrl sign(ArtifactPath path, Permission permission, Duration validity) {
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(validity).getEpochSecond());
    String expires = Long.toString(expiresAt.getEpochSecond());
    String signature = key.sign(signedText(path, permission, expires));
    URI url =
        URI.create(
            "%s/%s?se=%s&sp=%s&sig=%s"
                .formatted(
                    base,
                    UrlPath.encode(path.in(store).value()),
                    expires,
                    letter(permission),
                    signature));
    return new SignedUrl(url, headers(permission), expiresAt);
  }

  void verify(ArtifactPath path, Permission permission, String expires, String signature) {
    if (expires == null
        || signature == null
        || !key.verifies(signedText(path, permission, expires), signature)) {
      throw new InvalidSignatureException(
          "Cannot use the signed URL of '%s': the signature is not ours for this path, use and time. Ask for a new URL."
              .formatted(path));
    }
    if (!clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(expires)))) {
      throw new InvalidSignatureException(
          "Cannot use the signed URL of '%s': it has expired. Ask for a new URL.".formatted(path));
    }
  }

  Optional<ArtifactPath> resolve(URI url) {
    if (!UrlPath.isBelow(base, url)) {
      return Optional.empty();
    }
    ArtifactPath path;
    try {
      path = new ArtifactPath(UrlPath.decode(UrlPath.below(base, url)));
    } catch (IllegalArgumentException e) {
      throw new InvalidSignatureException(
          "Cannot use the signed URL '%s': it names no artifact.".formatted(UrlPath.shown(url)), e);
    }
    if (!path.store().equals(store)) {
      return Optional.empty();
    }
    Map<String, String> query = UrlPath.query(url);
    if (!letter(Permission.READ).equals(query.get("sp"))) {
      throw new InvalidSignatureException(
          "Cannot read through the signed URL of '%s': it is for uploading. Give the URL for reading."
              .formatted(path));
    }
    verify(path.local(), Permission.READ, query.get("se"), query.get("sig"));
    return Optional.of(path.local());
  }

  private String signedText(ArtifactPath path, Permission permission, String expires) {
    return String.join("\n", letter(permission), expires, path.in(store).value());
  }

  /** Asks to keep what came when the connection breaks (draft-ietf-httpbis-resumable-upload). */
  private static Map<String, String> headers(Permission permission) {
    return switch (permission) {
      case READ -> Map.of();
      case CREATE -> Map.of("Upload-Complete", "?1");
    };
  }

  private static String letter(Permission permission) {
    return switch (permission) {
      case READ -> "r";
      case CREATE -> "c";
    };
  }
}
