package dev.modelwright.cli.environment;

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

/** The server's environments, under the original's paths. */
final class Environments {

  static final List<Column> COLUMNS =
      List.of(
          Column.of("Name", "name"),
          new Column(
              "Resource_Group", environment -> Optional.of(ResourceName.of(environment).group())),
          Column.of("Location", "location"),
          property("State", "provisioningState"),
          new Column(
              "Container_Registry",
              environment ->
                  environment
                      .object("properties")
                      .flatMap(properties -> properties.object("containerRegistry"))
                      .flatMap(registry -> registry.text("publicAddress"))),
          property("Created_On", "createdOn"));

  private static final String API_VERSION = "2017-08-01-preview";

  private final Gateway gateway;

  Environments(Session session, GlobalOptions options) {
    this.gateway = session.resourceManager(options, API_VERSION);
  }

  Resource get(ResourceName name) {
    return gateway.get(name.environmentId());
  }

  List<Resource> list(String subscription, Optional<String> group) {
    return gateway.list(
        "/subscriptions/"
            + subscription
            + group.map(only -> "/resourceGroups/" + only).orElse("")
            + ResourceName.ENVIRONMENTS,
        Query.none());
  }

  Resource put(ResourceName name, JsonNode environment) {
    return gateway.put(name.environmentId(), environment);
  }

  Resource keys(ResourceName name) {
    return gateway.ask(name.environmentId() + "/listKeys");
  }

  void delete(ResourceName name) {
    gateway.delete(name.environmentId());
  }

  private static Column property(String title, String name) {
    return new Column(
        title,
        environment ->
            environment.object("properties").flatMap(properties -> properties.text(name)));
  }
}
