package dev.modelwright.cli.identity;

import dev.modelwright.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Which role somebody gets, and where. */
final class RoleOptions {

  private static final String EVERYWHERE = "/";
  private static final String DEFAULT_ACCOUNT = "local/modelwright/default";

  @Option(
      names = "--role",
      defaultValue = "contributor",
      description = "reader, contributor or owner (${DEFAULT-VALUE}).")
  private String role;

  @Option(
      names = "--scopes",
      paramLabel = "ACCOUNT",
      arity = "1..*",
      description = {
        "Where the role holds: subscription/group/account, a beginning of it, the id of an account, or / for everywhere.",
        "The active account without this option."
      })
  private List<String> scopes;

  /** As the server takes them. */
  ArrayNode of(Session session) {
    ArrayNode roles = JsonMapper.shared().createArrayNode();
    for (String scope : scopes == null ? List.of(activeAccount(session)) : scopes) {
      roles.add(scope.equals(EVERYWHERE) ? role : role + "@" + scope);
    }
    return roles;
  }

  private static String activeAccount(Session session) {
    return session
        .activeAccount()
        .map(account -> String.join("/", account.subscription(), account.group(), account.name()))
        .orElse(DEFAULT_ACCOUNT);
  }
}
