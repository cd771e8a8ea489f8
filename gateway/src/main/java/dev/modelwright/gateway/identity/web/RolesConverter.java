package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.RoleAssignment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Reads the role assignments in a token; what is none of ours is ignored.
 *
 * @param claim its name, or a path of names with dots between them
 */
public record RolesConverter(String claim) implements Converter<Jwt, JwtAuthenticationToken> {

  @Override
  public JwtAuthenticationToken convert(Jwt token) {
    List<GrantedAuthority> roles =
        texts(token.getClaims())
            .flatMap(text -> RoleAssignment.of(text).stream())
            .<GrantedAuthority>map(GrantedRole::new)
            .toList();
    return new JwtAuthenticationToken(token, roles, token.getSubject());
  }

  private Stream<String> texts(Map<String, Object> claims) {
    Object value = claims.get(claim);
    if (value == null) {
      value = claims;
      for (String name : claim.split("\\.")) {
        value = value instanceof Map<?, ?> object ? object.get(name) : null;
      }
    }
    return switch (value) {
      case Collection<?> values ->
          values.stream().filter(String.class::isInstance).map(String.class::cast);
      case String text -> Stream.of(text.split("[\\s,]+"));
      case null, default -> Stream.empty();
    };
  }
}
