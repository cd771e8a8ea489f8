package dev.modelwright.cli.account;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.session.TagsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code account modelmanagement update}. */
@Command(
    name = "update",
    description = "Change an account; what is not given stays.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright account modelmanagement update -n prices -g housing -d 'house prices'")
public final class UpdateAccountCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private AccountNameOptions name;
  @Mixin private SkuOptions sku;
  @Mixin private TagsOption tags;

  @Option(
      names = {"-d", "--description"},
      paramLabel = "TEXT",
      description = "What it is.")
  private String description;

  public UpdateAccountCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ResourceName changed = name.required(session);
    ObjectNode changes = JsonMapper.shared().createObjectNode();
    tags.json().ifPresent(given -> changes.set("tags", given));
    sku.changes().ifPresent(given -> changes.set("sku", given));
    if (description != null) {
      changes.putObject("properties").put("description", description);
    }
    if (changes.isEmpty()) {
      throw CommandException.userError(
          "Cannot change account '%s': nothing to change is given. Give -d, -t, or --sku-name and --sku-instances."
              .formatted(changed));
    }
    session.print(
        options, new Accounts(session, options).patch(changed, changes), Accounts.COLUMNS);
  }
}
