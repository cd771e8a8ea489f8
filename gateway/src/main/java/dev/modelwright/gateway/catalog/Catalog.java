package dev.modelwright.gateway.catalog;

import dev.modelwright.gateway.account.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the owner of one kind of thing knows, always as of now.
 *
 * <p>Every method throws {@link dev.modelwright.gateway.problem.UnavailableException} when the
 * owner does not answer.
 */
public interface Catalog<T> {

  /** Empty when the account has none with this id. */
  Optional<T> find(Account account, UUID id);

  /**
   * Deletes for ever.
   *
   * @return what was deleted; empty when the account has none with this id
   * @throws dev.modelwright.web.ProblemException when the owner refuses, for something needs it
   */
  Optional<T> delete(Account account, UUID id);

  /**
   * A part of the list, in the order of creation.
   *
   * @param query filters, {@code count} and {@code skipToken}; several values of one name must all
   *     hold
   * @throws dev.modelwright.web.ProblemException when the owner refuses the query
   */
  Page<T> list(Account account, Map<String, List<String>> query);
}
