package dev.modelwright.distribution.wiring;

import dev.modelwright.distribution.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What secrets of environments are sealed with.
 *
 * @param key the same for all services; the shared token by default
 * @param keyFile file whose first line is the key, when it is not given itself
 */
@ConfigurationProperties("modelwright.secrets")
public record SecretsProperties(String key, Path keyFile) {

  /** Empty when there is no key: then no environment may have credentials of its own. */
  public Optional<Seal> seal() {
    return secret().filter(secret -> !secret.isBlank()).map(String::strip).map(Seal::new);
  }

  public Seal requiredSeal() {
    return seal()
        .orElseThrow(() ->
            new IllegalStateException(
                "Cannot start without a key for secrets: neither modelwright.secrets.key nor .key-file is set. Set MODELWRIGHT_SECRETS_KEY to a secret of your own, the same for all services."));
  }

  private Optional<String> secret() {
    if (key != null && !key.isBlank()) {
      return Optional.of(key);
    }
    if (keyFile == null || keyFile.toString().isBlank()) {
      return Optional.empty();
    }
    try {
      return Files.readString(keyFile).lines().findFirst();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read the key file '%s': %s. Set modelwright.secrets.key-file to a readable file."
              .formatted(keyFile, e.getMessage()),
          e);
    }
  }

  @Override
  public String toString() {
    return "SecretsProperties[keyFile=%s]".formatted(keyFile);
  }
}
