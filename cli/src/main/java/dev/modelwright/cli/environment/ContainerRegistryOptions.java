package dev.modelwright.cli.environment;

import dev.modelwright.cli.failure.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The options about the container registry that images go to. */
final class ContainerRegistryOptions {

  @Option(
      names = {"-r", "--acr"},
      paramLabel = "ADDRESS",
      description =
          "The container registry that images go to, such as registry.example.org; the installation's own without it.")
  private String address;

  @Option(
      names = "--acr-public-address",
      paramLabel = "HOST[:PORT]",
      description = "How engines and users reach it, when that is another address.")
  private String publicAddress;

  @Option(
      names = "--acr-username",
      paramLabel = "NAME",
      description = "Who pushes to it and pulls from it.")
  private String username;

  @Option(
      names = "--acr-password-file",
      paramLabel = "FILE",
      description = "A file with the password; - reads it from standard input.")
  private String passwordFile;

  @Option(
      names = "--repository-prefix",
      paramLabel = "PREFIX",
      description = "What all repositories begin with, such as team/prices.")
  private String prefix;

  /** Empty when nothing is given. */
  Optional<ObjectNode> json() {
    ObjectNode registry = JsonMapper.shared().createObjectNode();
    put(registry, "url", url());
    put(registry, "publicAddress", Optional.ofNullable(publicAddress));
    put(registry, "repositoryPrefix", Optional.ofNullable(prefix));
    put(registry, "username", Optional.ofNullable(username));
    put(registry, "password", password());
    return registry.isEmpty() ? Optional.empty() : Optional.of(registry);
  }

  private Optional<String> url() {
    if (address == null) {
      return Optional.empty();
    }
    if (address.startsWith("/subscriptions/")) {
      throw CommandException.userError(
          "Cannot use container registry '%s': there is no Azure here to look its address up. Give the address itself, such as myregistry.azurecr.io."
              .formatted(address));
    }
    return Optional.of(address.contains("://") ? address : scheme(address) + address);
  }

  /** As engines do: registries of this machine speak plain HTTP. */
  private static String scheme(String address) {
    return address.matches("(127\\.|localhost(:|$)).*") ? "http://" : "https://";
  }

  private Optional<String> password() {
    if (passwordFile == null) {
      return Optional.empty();
    }
    if (username == null) {
      throw CommandException.userError(
          "Cannot use a password for the container registry: it is not said whose. Give --acr-username.");
    }
    try {
      byte[] content =
          passwordFile.equals("-")
              ? System.in.readAllBytes()
              : Files.readAllBytes(Path.of(passwordFile));
      return Optional.of(new String(content, StandardCharsets.UTF_8).strip());
    } catch (IOException unreadable) {
      throw CommandException.userError(
          "Cannot read the password file '%s': %s. Check the path and that you may read it."
              .formatted(passwordFile, unreadable),
          unreadable);
    }
  }

  private static void put(ObjectNode object, String property, Optional<String> value) {
    value.ifPresent(text -> object.put(property, text));
  }
}
