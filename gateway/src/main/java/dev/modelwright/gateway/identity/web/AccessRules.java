package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.identity.Role;
import dev.modelwright.gateway.identity.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The one place that says which role in which scope a request needs. The first rule whose path
 * matches decides; the last matches every path, so none is forgotten.
 */
final class AccessRules {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** Where short paths of accounts and environments look. */
  private static final Scope DEFAULT_GROUP =
      new Scope(List.of(Account.DEFAULT.subscription(), Account.DEFAULT.group()));

  private static final String PROVIDERS =
      "/subscriptions/{subscription}/resourceGroups/{group}/providers/{provider}";

  /** Spelled without regard to case, as the paths of the controllers are. */
  private static final PathPatternParser PATHS = new PathPatternParser();

  static {
    PATHS.setCaseSensitive(false);
  }

  private static final List<Rule> RULES =
      List.of(
          rule("/servicePrincipals/**", _ -> Role.OWNER, _ -> Scope.EVERYWHERE),
          rule("/users/**", _ -> Role.OWNER, _ -> Scope.EVERYWHERE),
          rule("/signingKeys/**", _ -> Role.OWNER, _ -> Scope.EVERYWHERE),
          rule("/actuator/**", _ -> Role.READER, _ -> Scope.EVERYWHERE),
          rule(
              AccountPaths.ORIGINAL + "/**",
              AccessRules::contents,
              scope("subscription", "group", "account")),
          rule(
              PROVIDERS + "/accounts/{account}/**",
              AccessRules::management,
              scope("subscription", "group", "account")),
          rule(
              "/subscriptions/{subscription}/resourceGroups/{group}/**",
              AccessRules::management,
              scope("subscription", "group")),
          rule("/subscriptions/{subscription}/**", AccessRules::management, scope("subscription")),
          rule(
              "/accounts/{account}/**",
              AccessRules::management,
              variables -> scope(DEFAULT_GROUP.segments(), variables.get("account"))),
          rule("/accounts", AccessRules::management, _ -> DEFAULT_GROUP),
          rule("/environments/**", AccessRules::management, _ -> DEFAULT_GROUP),
          rule("/**", AccessRules::contents, _ -> Scope.of(Account.DEFAULT)));

  private record Rule(
      PathPattern path, Function<String, Role> role, Function<Map<String, String>, Scope> scope) {}

  /** What a request needs. */
  record Need(Role role, Scope scope) {}

  /** Empty when the path names an account that cannot be: whoever asks, there is none. */
  Optional<Need> of(HttpServletRequest request) {
    PathContainer path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
    for (Rule rule : RULES) {
      PathPattern.PathMatchInfo match = rule.path().matchAndExtract(path);
      if (match != null) {
        return need(rule, request.getMethod(), match.getUriVariables());
      }
    }
    throw new IllegalStateException("The last rule matches every path");
  }

  private static Optional<Need> need(Rule rule, String method, Map<String, String> variables) {
    try {
      return Optional.of(new Need(rule.role().apply(method), rule.scope().apply(variables)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Of models, manifests, images and all else that an account holds. */
  private static Role contents(String method) {
    return READS.contains(method) ? Role.READER : Role.CONTRIBUTOR;
  }

  /** Of accounts and environments themselves; listing keys is a POST. */
  private static Role management(String method) {
    return READS.contains(method) ? Role.READER : Role.OWNER;
  }

  private static Rule rule(
      String path, Function<String, Role> role, Function<Map<String, String>, Scope> scope) {
    return new Rule(PATHS.parse(path), role, scope);
  }

  private static Function<Map<String, String>, Scope> scope(String... variables) {
    return values -> scope(Stream.of(variables).map(values::get).toList(), null);
  }

  private static Scope scope(List<String> segments, String last) {
    return new Scope(
        Stream.concat(segments.stream(), Stream.ofNullable(last))
            .map(segment -> segment.toLowerCase(Locale.ROOT))
            .toList());
  }
}
