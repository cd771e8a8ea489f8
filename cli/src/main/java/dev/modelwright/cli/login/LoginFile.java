package dev.modelwright.cli.login;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.gateway.Token;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps logins, one for each server, in a file that only its owner may read. */
public final class LoginFile {

  private static final String CLIENT_ID = "clientId";
  private static final String SECRET = "clientSecret";
  private static final String TOKEN = "accessToken";
  private static final String ENDS_AT = "expiresOn";

  private final Path file;

  /**
   * @param home folder of the file; made when something is written
   */
  public LoginFile(Path home) {
    this.file = home.resolve("login.json");
  }

  /** A token of the login at a server, renewed when it is about to end; empty without a login. */
  public Optional<Token> token(URI server, Instant now) {
    return login(server)
        .map(login -> {
          if (login.isGoodAt(now)) {
            return login;
          }
          Login renewed = new TokenEndpoint(server).login(login.clientId(), login.secret(), now);
          keep(server, renewed);
          return renewed;
        })
        .map(login -> new Token(login.token(), "the " + login));
  }

  public void keep(URI server, Login login) {
    ObjectNode all = read();
    all.putObject(server.toString())
        .put(CLIENT_ID, login.clientId())
        .put(SECRET, login.secret())
        .put(TOKEN, login.token())
        .put(ENDS_AT, login.endsAt().toString());
    write(all);
  }

  /** Whether there was a login. */
  public boolean forget(URI server) {
    ObjectNode all = read();
    boolean wasThere = all.remove(server.toString()) != null;
    if (wasThere) {
      write(all);
    }
    return wasThere;
  }

  private Optional<Login> login(URI server) {
    if (!(read().get(server.toString()) instanceof ObjectNode kept)) {
      return Optional.empty();
    }
    Resource login = new Resource(kept);
    try {
      return Optional.of(
          new Login(
              login.requiredText(CLIENT_ID),
              login.requiredText(SECRET),
              login.requiredText(TOKEN),
              Instant.parse(login.requiredText(ENDS_AT))));
    } catch (CommandException | DateTimeException malformed) {
      throw damaged(malformed);
    }
  }

  private ObjectNode read() {
    try {
      JsonNode kept = JsonMapper.shared().readTree(Files.readString(file));
      if (kept instanceof ObjectNode logins) {
        return logins;
      }
      throw damaged(null);
    } catch (NoSuchFileException _) {
      return JsonMapper.shared().createObjectNode();
    } catch (JacksonException malformed) {
      throw damaged(malformed);
    } catch (IOException unreadable) {
      throw CommandException.userError(
          "Cannot read logins from %s: %s. Make the file readable, or set MODELWRIGHT_HOME to another folder."
              .formatted(file, unreadable),
          unreadable);
    }
  }

  private CommandException damaged(Exception cause) {
    return CommandException.userError(
        "Cannot read logins from %s: it has been damaged. Delete it and log in again."
            .formatted(file),
        cause);
  }

  /** Atomic: another run sees the old or the new. */
  private void write(ObjectNode logins) {
    try {
      Files.createDirectories(file.getParent());
      Path temporary =
          Files.createTempFile(
              file.getParent(),
              "login",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(temporary, logins.toPrettyString() + System.lineSeparator());
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw CommandException.systemError(
          "Cannot write logins to %s: %s. Set MODELWRIGHT_HOME to a folder that can be written."
              .formatted(file, failure),
          failure);
    }
  }
}
