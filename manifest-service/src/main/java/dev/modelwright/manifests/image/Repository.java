package dev.modelwright.manifests.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A repository in the container registry, as the OCI distribution specification spells one. Each
 * account has its own; names of the default account stand at the top.
 */
public record Repository(String value) {

  public static final String DEFAULT_ACCOUNT = "local/modelwright/default";

  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern NAME = Pattern.compile(COMPONENT);
  private static final Pattern REPOSITORY = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
  private static final int MAX_NAME_LENGTH = 128;
  private static final int HASH_DIGITS = 12;

  public Repository {
    if (!REPOSITORY.matcher(value).matches()) {
      throw new IllegalArgumentException("'%s' is no repository name".formatted(value));
    }
  }

  /** Whether an image of this name can have a repository. */
  static boolean isName(String name) {
    return name != null && name.length() <= MAX_NAME_LENGTH && NAME.matcher(name).matches();
  }

  static Repository of(String account, String name) {
    return account.equals(DEFAULT_ACCOUNT)
        ? new Repository(name)
        : new Repository(component(account) + "/" + name);
  }

  /** Different accounts never share a component: what is lost in spelling stays in the hash. */
  private static String component(String account) {
    String readable = account.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return readable + "-" + sha256(account).substring(0, HASH_DIGITS);
  }

  private static String sha256(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
