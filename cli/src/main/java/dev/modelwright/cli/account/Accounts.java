package dev.modelwright.cli.account;

import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The server's accounts, under the original's paths. */
final class Accounts {

  static final List<Column> COLUMNS =
      List.of(
          Column.of("Name", "name"),
          new Column("Resource_Group", account -> Optional.of(ResourceName.of(account).group())),
          Column.of("Location", "location"),
          new Column("Sku", account -> account.object("sku").flatMap(sku -> sku.text("name"))),
          new Column(
              "Created_On",
              account ->
                  account
                      .object("properties")
                      .flatMap(properties -> properties.text("createdOn"))));

  private static final String API_VERSION = "2017-09-01-preview";
  private static final String PROVIDER =
      "/providers/Microsoft.MachineLearningModelManagement/accounts";

  private final Gateway gateway;

  Accounts(Session session, GlobalOptions options) {
    this.gateway = session.resourceManager(options, API_VERSION);
  }

  Resource get(ResourceName name) {
    return gateway.get(path(name));
  }

  List<Resource> list(String subscription, Optional<String> group) {
    return gateway.list(
        "/subscriptions/"
            + subscription
            + group.map(only -> "/resourceGroups/" + only).orElse("")
            + PROVIDER,
        Query.none());
  }

  Resource put(ResourceName name, JsonNode account) {
    return gateway.put(path(name), account);
  }

  Resource patch(ResourceName name, JsonNode changes) {
    return gateway.patch(path(name), changes);
  }

  /** Whether there was one. */
  boolean delete(ResourceName name) {
    return gateway.delete(path(name));
  }

  private static String path(ResourceName name) {
    return "/subscriptions/%s/resourceGroups/%s%s/%s"
        .formatted(name.subscription(), name.group(), PROVIDER, name.name());
  }
}
