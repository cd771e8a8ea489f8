package dev.modelwright.gateway.identity;

import dev.modelwright.gateway.account.Account;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a role holds: in one account, a resource group, a subscription, or everywhere.
 *
 * @param segments subscription, resource group and account in lower case, as many as are named
 */
public record Scope(List<String> segments) {

  public static final Scope EVERYWHERE = new Scope(List.of());

  private static final int MOST_SEGMENTS = 3;
  private static final Pattern SEGMENT = Pattern.compile("[a-z0-9._()-]{1,90}");

  /** As the original's clients name an account, its resource group or its subscription. */
  private static final Pattern RESOURCE =
      Pattern.compile(
          "/subscriptions/([^/]+)(?:/resourcegroups/([^/]+)(?:(?:/providers/[^/]+)?/accounts/([^/]+))?)?/?");

  /**
   * @throws IllegalArgumentException when there are more than three, or one is no part of an
   *     account
   */
  public Scope {
    segments = List.copyOf(segments);
    if (segments.size() > MOST_SEGMENTS
        || !segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())) {
      throw new IllegalArgumentException("'%s' is no scope".formatted(String.join("/", segments)));
    }
  }

  /**
   * Reads {@code subscription/group/account}, its beginning, or the id of a resource.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  public static Scope of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher resource = RESOURCE.matcher(lower);
    if (resource.matches()) {
      return new Scope(
          IntStream.rangeClosed(1, MOST_SEGMENTS)
              .mapToObj(resource::group)
              .filter(Objects::nonNull)
              .toList());
    }
    return new Scope(List.of(lower.split("/", -1)));
  }

  public static Scope of(Account account) {
    return new Scope(List.of(account.subscription(), account.group(), account.name()));
  }

  public boolean contains(Scope other) {
    return other.segments.size() >= segments.size()
        && other.segments.subList(0, segments.size()).equals(segments);
  }

  @Override
  public String toString() {
    return String.join("/", segments);
  }
}
