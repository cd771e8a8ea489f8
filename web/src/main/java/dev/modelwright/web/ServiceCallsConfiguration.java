package dev.modelwright.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.FilterChainProxy;

/** For a service that only our other services may call. */
@Configuration(proxyBeanMethods = false)
public class ServiceCallsConfiguration {

  @Bean
  FilterRegistrationBean<FilterChainProxy> tokenChecks(
      ServiceTokens tokens, OpenPaths openPaths, ProblemWriter problems) {
    AuthenticationManager services = new JwtAuthenticationProvider(tokens.decoder())::authenticate;
    return TokenChecks.filter(
        _ -> services,
        (caller, request) ->
            new AuthorizationDecision(openPaths.include(request) || caller.get().isAuthenticated()),
        problems);
  }
}
