package dev.modelwright.cli.session;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Token;
import dev.modelwright.cli.login.LoginFile;
import dev.modelwright.cli.profile.ProfileFile;
import dev.modelwright.cli.profile.ResourceName;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the environment of the process says.
 *
 * @param environment its variables
 */
public record Settings(Map<String, String> environment) {

  private static final String DEFAULT_ADDRESS = "http://127.0.0.1:8080";

  /** An original account path, in which an address may end. */
  private static final Pattern ACCOUNT_PATH =
      Pattern.compile(
          "(.*)/api/subscriptions/([^/]+)/resourceGroups/([^/]+)/accounts/([^/]+)",
          Pattern.CASE_INSENSITIVE);

  /** The server's address, without an account and a slash at its end. */
  public URI server() {
    Matcher account = ACCOUNT_PATH.matcher(address().toString());
    return account.matches() ? URI.create(account.group(1)) : address();
  }

  /** The account that {@code MODELWRIGHT_URL} ends in, if it does. */
  public Optional<ResourceName> account() {
    Matcher account = ACCOUNT_PATH.matcher(address().toString());
    return account.matches()
        ? Optional.of(new ResourceName(account.group(2), account.group(3), account.group(4)))
        : Optional.empty();
  }

  ProfileFile profiles() {
    return new ProfileFile(home());
  }

  /** {@code MODELWRIGHT_URL}, without a slash at its end. */
  private URI address() {
    String text = variable("MODELWRIGHT_URL").orElse(DEFAULT_ADDRESS).replaceAll("/+$", "");
    try {
      URI address = new URI(text);
      if (text.matches("(?i)https?://.*") && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException _) {
      // Refused below with the same words.
    }
    throw CommandException.userError(
        "Cannot use MODELWRIGHT_URL '%s': it is no http or https address. Set it to one such as %s."
            .formatted(text, DEFAULT_ADDRESS));
  }

  LoginFile logins() {
    return new LoginFile(home());
  }

  /** {@code MODELWRIGHT_TOKEN}. */
  Optional<Token> givenToken() {
    return variable("MODELWRIGHT_TOKEN")
        .map(value -> new Token(printable(value, "MODELWRIGHT_TOKEN"), "MODELWRIGHT_TOKEN"));
  }

  Path temporaryFolder() {
    return Path.of(variable("TMPDIR").orElse(System.getProperty("java.io.tmpdir")));
  }

  /** From the file that a server on this machine keeps filled. */
  Token keptToken() {
    Path file = home().resolve("token");
    try {
      return new Token(printable(Files.readString(file).strip(), file.toString()), file.toString());
    } catch (NoSuchFileException missing) {
      throw CommandException.userError(
          "Cannot find a token: MODELWRIGHT_TOKEN is not set and there is no file %s. Start the server with './modelwright up', which makes one, log in with 'modelwright login --service-principal', or set MODELWRIGHT_TOKEN."
              .formatted(file),
          missing);
    } catch (IOException unreadable) {
      throw CommandException.userError(
          "Cannot read the token in %s: %s. Run as the user who started the server, or set MODELWRIGHT_TOKEN."
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  private Path home() {
    return variable("MODELWRIGHT_HOME")
        .map(Path::of)
        .orElseGet(() ->
            Path.of(variable("HOME").orElse(System.getProperty("user.home")), ".modelwright"));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Anything else would be refused by the HTTP client, with less helpful words. */
  private static String printable(String value, String source) {
    if (value.matches("[!-~]+")) {
      return value;
    }
    throw CommandException.userError(
        "Cannot use the token from %s: it is empty or holds spaces or other characters that no token has. Set MODELWRIGHT_TOKEN to a token of the server."
            .formatted(source));
  }
}
