package dev.modelwright.manifests.manifest.web;

/** The account in the path of a read. */
public final class AccountPath {

  private AccountPath() {}

  /** As events spell it. */
  public static String account(String subscription, String group, String name) {
    return String.join("/", subscription, group, name);
  }
}
