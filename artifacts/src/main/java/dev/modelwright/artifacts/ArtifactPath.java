package dev.modelwright.artifacts;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an object lies: segments of {@code [A-Za-z0-9._@+ ()-]} and other printable characters
 * joined by slashes, at most 1,024 characters, no segment {@code .} or {@code ..}. In another store
 * than the default {@code stores/<name>/} stands before that.
 */
public record ArtifactPath(String value) {

  private static final String STAGED = "staged";
  private static final String UPLOADS = "uploads";
  private static final String STORES = "stores/";
  private static final int MAX_LENGTH = 1024;
  private static final Pattern VALID =
      Pattern.compile("[^/\\p{Cntrl}\\\\]+(/[^/\\p{Cntrl}\\\\]+)*");
  private static final Pattern NAMED =
      Pattern.compile(
          STORES + "(?!default/)(" + StoreName.FORM + ")/((?!" + STORES + ").+)", Pattern.DOTALL);

  public ArtifactPath {
    Matcher named = NAMED.matcher(value);
    String local = named.matches() ? named.group(2) : value;
    if (local.length() > MAX_LENGTH
        || local.startsWith(STORES)
        || !VALID.matcher(value).matches()
        || climbs(value)) {
      throw new IllegalArgumentException("'%s' is no path of the artifact store".formatted(value));
    }
  }

  public static ArtifactPath of(String... segments) {
    return new ArtifactPath(String.join("/", segments));
  }

  /** A new path for bytes that are not accepted yet; a crash's leftovers there are swept. */
  public static ArtifactPath staged() {
    return of(STAGED, UUID.randomUUID().toString());
  }

  /** Where a client may put a file; it is swept after some days, whatever was wanted is pinned. */
  public static ArtifactPath upload(String... segments) {
    return new ArtifactPath(UPLOADS + "/" + String.join("/", segments));
  }

  /** Where bytes with this digest are pinned. */
  public static ArtifactPath pinned(String sha256) {
    return of("sha256", sha256);
  }

  /** The same place in another store than the default. */
  public ArtifactPath in(StoreName store) {
    return store.isDefault() ? this : new ArtifactPath(store.prefix() + value);
  }

  /** Where it lies. */
  public StoreName store() {
    Matcher named = NAMED.matcher(value);
    return named.matches() ? new StoreName(named.group(1)) : StoreName.DEFAULT;
  }

  /** As its store by itself names it. */
  public ArtifactPath local() {
    Matcher named = NAMED.matcher(value);
    return named.matches() ? new ArtifactPath(named.group(2)) : this;
  }

  boolean isStaged() {
    return value.startsWith(STAGED + "/");
  }

  /** Whether it is a local path that {@link #upload} gives. */
  public boolean isUpload() {
    return value.startsWith(UPLOADS + "/");
  }

  private static boolean climbs(String value) {
    for (String segment : value.split("/")) {
      if (segment.equals(".") || segment.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** The last segment. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
