package dev.modelwright.gateway.upload;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.gateway.account.Account;

/** Knows where uploads go. */
@FunctionalInterface
public interface UploadStores {

  /**
   * The artifact store of the environment that is named, else of the account's.
   *
   * @param computeResourceId null when the client names no environment
   * @throws dev.modelwright.web.ProblemException when there is no such environment
   * @throws dev.modelwright.gateway.problem.UnavailableException when nobody knows for now
   */
  StoreName of(Account account, String computeResourceId);
}
