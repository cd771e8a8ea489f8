package dev.modelwright.artifacts.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The artifact store: a container of Azure Blob storage when one is named, else a directory.
 *
 * @param directory that all services share
 * @param publicUrl address under which the gateway serves the directory, or passes on to Azure
 */
@ConfigurationProperties("modelwright.artifacts")
record ArtifactProperties(
    Path directory,
    @DefaultValue("http://127.0.0.1:8080") URI publicUrl,
    @DefaultValue Azure azure) {

  /**
   * @param connectionString with the key of the storage account
   * @param endpoint of the storage account, reached by this process's identity instead of a key
   * @param container made when it is not there
   * @param passed whether clients reach the account only through the gateway, which passes their
   *     requests on
   */
  record Azure(
      String connectionString,
      URI endpoint,
      @DefaultValue("modelwright") String container,
      @DefaultValue("false") boolean passed) {

    Azure {
      if (isSet(connectionString) && endpoint != null) {
        throw new IllegalArgumentException(
            "modelwright.artifacts.azure.connection-string and .endpoint are both set. Set the first to use the account's key, or the second to use an identity.");
      }
    }

    boolean hasKey() {
      return isSet(connectionString);
    }

    private static boolean isSet(String value) {
      return value != null && !value.isBlank();
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Azure[endpoint=%s, container=%s]".formatted(endpoint, container);
    }
  }

  /** The account as clients reach it, when the gateway passes requests on. */
  Optional<URI> passage() {
    return azure.passed() ? Optional.of(URI.create(publicUrl + "/azure")) : Optional.empty();
  }

  ArtifactProperties {
    if (directory == null && !azure.hasKey() && azure.endpoint() == null) {
      throw new IllegalArgumentException(
          "No artifact store is set. Set MODELWRIGHT_ARTIFACTS_DIRECTORY to the folder that all services share, or MODELWRIGHT_ARTIFACTS_AZURE_CONNECTION_STRING or MODELWRIGHT_ARTIFACTS_AZURE_ENDPOINT to a storage account.");
    }
  }
}
