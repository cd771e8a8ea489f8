package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.ModelManagementAccount;
import java.util.Optional;

/** The accounts of the registry-service. */
@FunctionalInterface
public interface RegisteredAccounts {

  /**
   * @param account as events spell it
   * @return empty when there is no such account
   * @throws RuntimeException when the registry-service does not answer; the cause may pass
   */
  Optional<ModelManagementAccount> find(String account);

  /**
   * @param action what cannot be done otherwise, for example {@code create image 'housing'}
   * @throws RejectedException when there is no such account
   */
  default ModelManagementAccount require(String account, String action) {
    return find(account)
        .orElseThrow(() ->
            new RejectedException(
                "UnknownAccount",
                404,
                "Cannot %s: there is no account '%s'. Create it first, or correct the request."
                    .formatted(action, account)));
  }
}
