package dev.modelwright.gateway.account.web;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Reads account and public address from the path and the {@code Host} of a request. */
public final class AccountUrlsResolver implements HandlerMethodArgumentResolver {

  private static final int ORIGINAL_SEGMENTS = AccountPaths.ORIGINAL.substring(1).split("/").length;

  private final String publicUrl;

  /**
   * @param publicUrl how clients reach us; null when the {@code Host} they name is right
   */
  public AccountUrlsResolver(URI publicUrl) {
    this.publicUrl = publicUrl == null ? null : publicUrl.toString().replaceAll("/+$", "");
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
    String origin = publicUrl == null ? origin(request) : publicUrl;
    if (!variables.containsKey("subscription")) {
      return new AccountUrls(Account.DEFAULT, origin);
    }
    return new AccountUrls(account(variables), origin + accountPath(request.getRequestURI()));
  }

  private static Account account(Map<?, ?> variables) {
    try {
      return new Account(
          variables.get("subscription").toString(),
          variables.get("group").toString(),
          variables.get("account").toString());
    } catch (IllegalArgumentException _) {
      throw new ProblemException(
          Problem.of(
              "InvalidAccount",
              400,
              "Cannot read the account in the path: subscription, resource group and account are each"
                  + " 1 to 90 letters, digits, '.', '_', '-', '(' and ')'. Correct the path."));
    }
  }

  private static String origin(HttpServletRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    return "%s://%s"
        .formatted(
            request.getScheme(),
            host == null ? request.getServerName() + ":" + request.getServerPort() : host);
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
