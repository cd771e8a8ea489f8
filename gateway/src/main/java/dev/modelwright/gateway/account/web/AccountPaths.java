package dev.modelwright.gateway.account.web;

/** How paths begin: shortly, for the default account, or as the original service spelled them. */
public final class AccountPaths {

  public static final String SHORT = "";
  public static final String ORIGINAL =
      "/api/subscriptions/{subscription}/resourceGroups/{group}/accounts/{account}";

  private AccountPaths() {}
}
