package dev.modelwright.manifests;

import dev.modelwright.distribution.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What secrets of environments are sealed with.
 *
 * @param key the same for all services; the shared token by default
 * @param keyFile file whose first line is the key, when it is not given itself
 */
@ConfigurationProperties("modelwright.secrets")
record SecretsProperties(String key, Path keyFile) {

  Seal seal() {
    String secret = key == null || key.isBlank() ? read() : key;
    if (secret.isBlank()) {
      throw new IllegalStateException(
          "Cannot start without a key for secrets: neither modelwright.secrets.key nor .key-file is set. Set MODELWRIGHT_SECRETS_KEY to a secret of your own, the same for all services.");
    }
    return new Seal(secret.strip());
  }

  private String read() {
    if (keyFile == null || keyFile.toString().isBlank()) {
      return "";
    }
    try {
      return Files.readString(keyFile).lines().findFirst().orElse("");
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
