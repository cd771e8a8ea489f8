package dev.modelwright.registry.model;

import dev.modelwright.registry.account.AccountId;
import dev.modelwright.registry.model.RejectedException.BrokenRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What can be said about a requested model by looking at it alone. */
final class ModelRules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
  private static final int SHOWN_LENGTH = 60;

  /** Descriptions and tags travel with every event and list. */
  private static final int MAX_DESCRIPTION = 4096;

  private static final int MAX_TAGS = 1000;
  private static final int MAX_TAG = 256;

  private final NewModel model;
  private final List<BrokenRule> broken = new ArrayList<>();

  private ModelRules(NewModel model) {
    this.model = model;
  }

  /**
   * @throws RejectedException that lists every broken rule
   */
  static void check(NewModel model) {
    ModelRules rules = new ModelRules(model);
    rules.checkAccount();
    rules.checkName();
    rules.checkUrl();
    rules.checkWords();
    rules.rejectIfBroken();
  }

  private void checkAccount() {
    if (!isAccount(model.account())) {
      broken("account", "account is 'subscription/group/account' in lower case");
    }
  }

  private static boolean isAccount(String account) {
    try {
      return AccountId.of(account).toString().equals(account);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** A name becomes a folder and a link in images, and may be typed in a shell. */
  private void checkName() {
    if (model.name() == null || !NAME.matcher(model.name()).matches()) {
      broken(
          "name",
          "name is 1 to 255 letters, digits, '.', '_' and '-', and begins with a letter or digit");
    }
  }

  /** Which URLs are fetched is the pinner's rule. */
  private void checkUrl() {
    if (model.url() == null) {
      broken("url", "url is missing");
    }
  }

  private void checkWords() {
    if (model.description() != null && characters(model.description()) > MAX_DESCRIPTION) {
      broken("description", "description has at most %d characters".formatted(MAX_DESCRIPTION));
    }
    if (model.tags().size() > MAX_TAGS) {
      broken("tags", "tags has at most %d items".formatted(MAX_TAGS));
    }
    if (model.tags().stream().anyMatch(tag -> characters(tag) > MAX_TAG)) {
      broken("tags", "a tag has at most %d characters".formatted(MAX_TAG));
    }
  }

  /** As JSON Schema counts them. */
  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private void broken(String property, String rule) {
    broken.add(new BrokenRule(property, rule));
  }

  private void rejectIfBroken() {
    if (!broken.isEmpty()) {
      throw new RejectedException(
          "InvalidModel",
          400,
          "Cannot register model '%s': %s. Correct the request."
              .formatted(
                  shown(model.name()),
                  String.join("; ", broken.stream().map(BrokenRule::rule).toList())),
          broken);
    }
  }

  /** On one line, and not endless, whatever was sent. */
  private static String shown(String name) {
    String printable = String.valueOf(name).replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= SHOWN_LENGTH
        ? printable
        : printable.substring(0, SHOWN_LENGTH) + "…";
  }
}
