package dev.modelwright.manifests.manifest.web;

/** The account in the path of a read. */
public record AccountPath(String subscription, String group, String accountName) {

  /** As events spell it. */
  public String account() {
    return subscription + "/" + group + "/" + accountName;
  }
}
