package dev.modelwright.cli.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request whose answer is read as a whole.
 *
 * @param body empty for none
 * @param timeout for each wait for bytes
 */
public record Call(
    String method, URI address, Map<String, String> headers, byte[] body, Duration timeout) {

  public Call {
    headers = Map.copyOf(headers);
  }

  Call with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, address, more, body, timeout);
  }
}
