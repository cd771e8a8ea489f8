package dev.modelwright.cli.login;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.gateway.Token;
import dev.modelwright.cli.login.Login.Credential;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
  private static final String USER = "user";
  private static final String REFRESH_TOKEN = "refreshToken";
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
        .map(login -> login.isGoodAt(now) ? login : renewed(server, now))
        .map(login -> new Token(login.token(), "the " + login));
  }

  /** One command at a time, since a refresh token is good once; the others take what it has got. */
  private Login renewed(URI server, Instant now) {
    try (FileChannel lock =
            FileChannel.open(
                file.resolveSibling("login.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = lock.lock()) {
      Login known = login(server).orElseThrow(() -> damaged(null));
      if (known.isGoodAt(now)) {
        return known;
      }
      Login renewed = new TokenEndpoint(server).renewed(known, now);
      keep(server, renewed);
      return renewed;
    } catch (IOException failure) {
      throw unwritable(failure);
    }
  }

  public void keep(URI server, Login login) {
    ObjectNode all = read();
    ObjectNode kept = all.putObject(server.toString());
    switch (login.credential()) {
      case Credential.Secret(String secret) ->
          kept.put(CLIENT_ID, login.user()).put(SECRET, secret);
      case Credential.RefreshToken(String token) ->
          kept.put(USER, login.user()).put(REFRESH_TOKEN, token);
    }
    kept.put(TOKEN, login.token()).put(ENDS_AT, login.endsAt().toString());
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
      boolean isUser = kept.has(REFRESH_TOKEN);
      return Optional.of(
          new Login(
              login.requiredText(isUser ? USER : CLIENT_ID),
              isUser
                  ? new Credential.RefreshToken(login.requiredText(REFRESH_TOKEN))
                  : new Credential.Secret(login.requiredText(SECRET)),
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
      throw unwritable(failure);
    }
  }

  private CommandException unwritable(IOException failure) {
    return CommandException.systemError(
        "Cannot write logins to %s: %s. Set MODELWRIGHT_HOME to a folder that can be written."
            .formatted(file, failure),
        failure);
  }
}
