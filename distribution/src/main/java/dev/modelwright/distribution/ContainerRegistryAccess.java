package dev.modelwright.distribution;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where images go, and as whom.
 *
 * @param url how workers reach the container registry: http or https, host and port
 * @param publicAddress {@code host} or {@code host:port} by which engines and users reach it
 * @param prefix under which everything is kept; empty for the top
 * @param credentials empty when the container registry is open
 */
public record ContainerRegistryAccess(
    URI url,
    String publicAddress,
    Optional<RepositoryName> prefix,
    Optional<Credentials> credentials) {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+])(?::\\d{1,5})?");

  /** Of 255 that a repository's name may have, 128 are an image's. */
  private static final int LONGEST_PREFIX = 126;

  /**
   * @throws IllegalArgumentException in words that complete "the container registry's …"
   */
  public ContainerRegistryAccess {
    if (!isHttp(url) || url.getHost() == null || !isBare(url)) {
      throw new IllegalArgumentException(
          "url '%s' is not http://host:port or https://host, without a path".formatted(shown(url)));
    }
    if (!ADDRESS.matcher(publicAddress).matches()) {
      throw new IllegalArgumentException(
          "public address '%s' is not host or host:port".formatted(publicAddress));
    }
    prefix
        .map(RepositoryName::value)
        .map(String::length)
        .ifPresent(length -> {
          if (length > LONGEST_PREFIX) {
            throw new IllegalArgumentException(
                "repository prefix has %d characters; with more than %d, names of images have no room beside it"
                    .formatted(length, LONGEST_PREFIX));
          }
        });
  }

  private static boolean isHttp(URI url) {
    return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
  }

  private static boolean isBare(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && (path.isEmpty() || path.equals("/"));
  }

  /** Without what may be secret. */
  private static String shown(URI url) {
    return url.getHost() == null ? "…" : url.getScheme() + "://" + url.getHost() + "/…";
  }

  /** Where images are pulled from: the public address, and the prefix where there is one. */
  public String location() {
    return prefix.map(under -> publicAddress + "/" + under).orElse(publicAddress);
  }
}
