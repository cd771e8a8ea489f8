package dev.modelwright.cli.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answers to a {@link Call}.
 *
 * @param headers by their names, in any case
 */
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> name.equalsIgnoreCase(header.getKey()))
        .flatMap(header -> header.getValue().stream())
        .findFirst();
  }
}
