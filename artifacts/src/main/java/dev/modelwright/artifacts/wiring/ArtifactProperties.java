package dev.modelwright.artifacts.wiring;

import dev.modelwright.artifacts.StoreName;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The artifact stores: the default one is a container of Azure Blob storage when one is named, else
 * a directory.
 *
 * @param directory that all services share
 * @param publicUrl address under which the gateway serves directories, or passes on to Azure
 * @param stores further ones by their names, for environments that choose them
 */
@ConfigurationProperties("modelwright.artifacts")
record ArtifactProperties(
    Path directory,
    @DefaultValue("http://127.0.0.1:8080") URI publicUrl,
    @DefaultValue Azure azure,
    @DefaultValue Map<String, Store> stores) {

  /**
   * One store: a directory or a container of Azure Blob storage.
   *
   * @param directory that all services share
   */
  record Store(Path directory, @DefaultValue Azure azure) {

    private void check(StoreName name) {
      if (azure.hasKey() && azure.endpoint() != null) {
        throw new IllegalArgumentException(
            "%s.azure.connection-string and .endpoint are both set. Set the first to use the account's key, or the second to use an identity."
                .formatted(name.settings()));
      }
      if (directory == null && !azure.isSet()) {
        throw new IllegalArgumentException(
            name.isDefault()
                ? "No artifact store is set. Set MODELWRIGHT_ARTIFACTS_DIRECTORY to the folder that all services share, or MODELWRIGHT_ARTIFACTS_AZURE_CONNECTION_STRING or MODELWRIGHT_ARTIFACTS_AZURE_ENDPOINT to a storage account."
                : "Artifact store '%s' has no place. Set %2$s.directory to a folder that all services share, or %2$s.azure.connection-string or .endpoint to a storage account. An environment variable cannot say a name with a dash."
                    .formatted(name, name.settings()));
      }
      if (!name.isDefault() && directory != null && azure.isSet()) {
        throw new IllegalArgumentException(
            "Artifact store '%s' has two places: %2$s.directory and %2$s.azure are both set. Set one of them."
                .formatted(name, name.settings()));
      }
    }

    /** What no two stores may share. */
    private String place() {
      return azure.isSet() ? azure.place() : directory.toAbsolutePath().normalize().toString();
    }
  }

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

    boolean hasKey() {
      return connectionString != null && !connectionString.isBlank();
    }

    boolean isSet() {
      return hasKey() || endpoint != null;
    }

    private String place() {
      return (hasKey() ? connectionString.strip() : endpoint.toString()) + " " + container;
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Azure[endpoint=%s, container=%s]".formatted(endpoint, container);
    }
  }

  ArtifactProperties {
    Map<String, StoreName> places = new HashMap<>();
    named(directory, azure, stores)
        .forEach((name, store) -> {
          store.check(name);
          StoreName other = places.putIfAbsent(store.place(), name);
          if (other != null) {
            throw new IllegalArgumentException(
                "Artifact stores '%s' and '%s' have one place. Set %s to another directory or container."
                    .formatted(other, name, name.settings()));
          }
        });
  }

  /** All stores, the default among them. */
  SortedMap<StoreName, Store> named() {
    return named(directory, azure, stores);
  }

  private static SortedMap<StoreName, Store> named(
      Path directory, Azure azure, Map<String, Store> stores) {
    SortedMap<StoreName, Store> named = new TreeMap<>();
    stores.forEach((name, store) -> named.put(checked(name), store));
    named.put(StoreName.DEFAULT, new Store(directory, azure));
    return named;
  }

  private static StoreName checked(String text) {
    StoreName name;
    try {
      name = new StoreName(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "modelwright.artifacts.stores names a store badly: %s. Rename it."
              .formatted(e.getMessage()),
          e);
    }
    if (name.isDefault()) {
      throw new IllegalArgumentException(
          "modelwright.artifacts.stores names a store 'default': that is the one of modelwright.artifacts.directory or .azure. Rename it.");
    }
    return name;
  }

  /** The account of a store as clients reach it, when the gateway passes requests on. */
  Optional<URI> passage(StoreName name, Azure azure) {
    String path = name.isDefault() ? "/azure" : "/azure/stores/" + name;
    return azure.passed() ? Optional.of(URI.create(publicUrl + path)) : Optional.empty();
  }
}
