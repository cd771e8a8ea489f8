package dev.modelwright.gateway.account.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.schemas.ModelManagementAccount;
import java.time.Instant;
import java.util.Map;

/**
 * An account in the shape of the original's resource manager, then what we add.
 *
 * @param id whose third and fifth parts are subscription and group
 */
@JsonPropertyOrder({"id", "name", "type", "location", "tags", "sku", "properties"})
record AccountResource(
    String id,
    String name,
    String type,
    String location,
    Map<String, String> tags,
    ModelManagementAccount.Sku sku,
    Properties properties) {

  private static final String TYPE = "Microsoft.MachineLearningModelManagement/accounts";
  private static final String SWAGGER = "swagger.json?api-version=2017-09-01-preview";

  /**
   * @param modelManagementSwaggerLocation what stands before its last slash is where the account's
   *     models, manifests and images are
   * @param defaultEnvironment absent when the installation's is used
   */
  @JsonPropertyOrder({
    "description",
    "createdOn",
    "modifiedOn",
    "modelManagementSwaggerLocation",
    "defaultEnvironment"
  })
  record Properties(
      String description,
      Instant createdOn,
      Instant modifiedOn,
      String modelManagementSwaggerLocation,
      @JsonInclude(JsonInclude.Include.NON_NULL) String defaultEnvironment) {}

  static AccountResource of(ModelManagementAccount account, String origin) {
    return new AccountResource(
        "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
            .formatted(account.subscription(), account.group(), TYPE, account.name()),
        account.name(),
        TYPE,
        account.location(),
        account.tags(),
        account.sku(),
        new Properties(
            account.description(),
            account.createdOn(),
            account.modifiedOn(),
            "%s/api/subscriptions/%s/resourceGroups/%s/accounts/%s/%s"
                .formatted(
                    origin, account.subscription(), account.group(), account.name(), SWAGGER),
            account.defaultEnvironment()));
  }
}
