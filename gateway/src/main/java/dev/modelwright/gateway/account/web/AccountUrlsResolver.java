package dev.modelwright.gateway.account.web;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.origin.web.Origins;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Reads account and public address from the path and the {@code Host} of a request. Every path of
 * an account comes by here, so here ends a request for an account that is not there.
 */
public final class AccountUrlsResolver implements HandlerMethodArgumentResolver {

  private static final int ORIGINAL_SEGMENTS = AccountPaths.ORIGINAL.substring(1).split("/").length;

  private final Origins origins;
  private final Consumer<Account> existence;

  /**
   * @param existence ends the request when the account is unknown
   */
  public AccountUrlsResolver(Origins origins, Consumer<Account> existence) {
    this.origins = origins;
    this.existence = existence;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == AccountUrls.class;
  }

  @Override
  public AccountUrls resolveArgument(
      MethodParameter parameter,
      ModelAndViewContainer container,
      NativeWebRequest webRequest,
      WebDataBinderFactory binders) {
    HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
    Map<?, ?> variables =
        (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    String origin = origins.of(request);
    if (!variables.containsKey("subscription")) {
      return new AccountUrls(Account.DEFAULT, origin);
    }
    Account account =
        account(
            variables.get("subscription").toString(),
            variables.get("group").toString(),
            variables.get("account").toString());
    existence.accept(account);
    return new AccountUrls(account, origin + accountPath(request.getRequestURI()));
  }

  /**
   * @throws ProblemException when a part can be none of an account's
   */
  public static Account account(String subscription, String group, String name) {
    try {
      return new Account(subscription, group, name);
    } catch (IllegalArgumentException _) {
      throw new ProblemException(
          Problem.of(
              "InvalidAccount",
              400,
              "Cannot read the account in the path: subscription, resource group and account are each"
                  + " 1 to 90 letters, digits, '.', '_', '-', '(' and ')'. Correct the path."));
    }
  }

  /** The part of the path that names the account, in the client's own spelling. */
  private static String accountPath(String path) {
    int end = 0;
    for (int segment = 0; segment < ORIGINAL_SEGMENTS; segment++) {
      end = path.indexOf('/', end + 1);
    }
    return path.substring(0, end);
  }
}
