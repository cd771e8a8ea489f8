package dev.modelwright.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Spring Security's resource server, put together by hand: its builders and what Boot configures by
 * itself would bring filters that we do not want into every service.
 */
public final class TokenChecks {

  private TokenChecks() {}

  /**
   * Every request passes it, and ends there when its token does not allow it.
   *
   * @param tokens who a token stands for
   * @param access what they may do; asked for requests without a token, too
   * @param before chains for requests of their own
   */
  public static FilterRegistrationBean<FilterChainProxy> filter(
      AuthenticationManagerResolver<HttpServletRequest> tokens,
      AuthorizationManager<HttpServletRequest> access,
      ProblemWriter writer,
      SecurityFilterChain... before) {
    TokenProblems problems = new TokenProblems(writer);
    BearerTokenAuthenticationFilter authentication = new BearerTokenAuthenticationFilter(tokens);
    authentication.setAuthenticationEntryPoint(problems);
    authentication.setAuthenticationFailureHandler(problems);
    ExceptionTranslationFilter refusals =
        new ExceptionTranslationFilter(problems, new NullRequestCache());
    refusals.setAccessDeniedHandler(problems);
    List<SecurityFilterChain> chains = new ArrayList<>(List.of(before));
    chains.add(
        new DefaultSecurityFilterChain(
            AnyRequestMatcher.INSTANCE, authentication, refusals, new AuthorizationFilter(access)));
    FilterChainProxy filter = new FilterChainProxy(chains);
    filter.setFirewall(new PassingFirewall());
    FilterRegistrationBean<FilterChainProxy> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }

  /**
   * Names of files may hold what the usual firewall takes for an attack. Access is decided on the
   * same parsed path as the handler is found by, so no spelling of a path leads past it.
   */
  private static final class PassingFirewall implements HttpFirewall {

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
      return new FirewalledRequest(request) {
        @Override
        public void reset() {
          // Nothing was changed.
        }
      };
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
      return response;
    }
  }
}
