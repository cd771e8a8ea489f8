package dev.modelwright.cli.account;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.session.TagsOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code account modelmanagement create}. */
@Command(
    name = "create",
    description = "Create an account and make it the active one.",
    footerHeading = "%nExample:%n",
    footer =
        "  modelwright account modelmanagement create -l eastus2 -n prices -g housing --sku-instances 1 --sku-name S1")
public final class CreateAccountCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private AccountNameOptions name;
  @Mixin private SkuOptions sku;
  @Mixin private TagsOption tags;

  @Option(
      names = {"-l", "--location"},
      required = true,
      description = "Where it is; any word.")
  private String location;

  @Option(
      names = {"-d", "--description"},
      defaultValue = "",
      description = "What it is.")
  private String description;

  public CreateAccountCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ResourceName wanted = name.required(session);
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("location", location);
    request.set("tags", tags.json().orElseGet(JsonMapper.shared()::createObjectNode));
    request.set("sku", sku.orUsual());
    request.putObject("properties").put("description", description);
    Resource created = new Accounts(session, options).put(wanted, request);
    new ActiveAccount(session).set(Optional.of(ResourceName.of(created)));
    session.print(options, created, Accounts.COLUMNS);
  }
}
