package dev.modelwright.artifacts;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Blobs as Hadoop names them, {@code wasb://container@account.blob.core.windows.net/path}: Spark
 * writes models there. We fetch them as anybody can, by https and without a key.
 */
final class WasbUrl {

  private static final Pattern SCHEME = Pattern.compile("wasbs?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTAINER = Pattern.compile("[a-z0-9$][a-z0-9-]{1,62}");
  private static final String HOST = ".blob.core.windows.net";

  private WasbUrl() {}

  /**
   * The https URL of the blob; other URLs as they are.
   *
   * @throws ForbiddenUrlException when it names no container and account of Azure
   */
  static URI mapped(URI url) {
    if (url.getScheme() == null || !SCHEME.matcher(url.getScheme()).matches()) {
      return url;
    }
    String container = url.getRawUserInfo();
    String path = url.getRawPath();
    if (container == null
        || !CONTAINER.matcher(container).matches()
        || url.getHost() == null
        || !url.getHost().endsWith(HOST)
        || path.length() < 2) {
      throw new ForbiddenUrlException(
          "Cannot fetch '%s': it does not name a blob as wasb://container@account%s/path. Give its https address, signed if it is not public, or upload the file."
              .formatted(UrlPath.shown(url), HOST));
    }
    return URI.create("https://%s/%s%s".formatted(url.getHost(), container, path));
  }
}
