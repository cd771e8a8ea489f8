package dev.modelwright.gateway.account;

import java.net.URI;
import java.util.UUID;

/**
 * An account and the addresses of what it holds, spelled as the client spelled its request.
 *
 * @param base absolute, without a slash at its end
 */
public record AccountUrls(Account account, String base) {

  public URI list(String collection) {
    return URI.create(base + "/" + collection);
  }

  public URI model(UUID id) {
    return URI.create(base + "/models/" + id);
  }

  public URI manifest(UUID id) {
    return URI.create(base + "/manifests/" + id);
  }

  public URI image(UUID id) {
    return URI.create(base + "/images/" + id);
  }

  public URI log(UUID imageId) {
    return URI.create(base + "/images/" + imageId + "/log");
  }

  /** Clients take what follows its last slash as the id, so nothing follows that. */
  public URI operation(UUID id) {
    return URI.create(base + "/operations/" + id);
  }
}
