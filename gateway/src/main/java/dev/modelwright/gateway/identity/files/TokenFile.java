package dev.modelwright.gateway.identity.files;

import dev.modelwright.gateway.identity.IdentityUnavailableException;
import dev.modelwright.gateway.identity.Role;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.Scope;
import dev.modelwright.gateway.identity.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with a token of an owner, for whoever may read the files of this process' user: written at
 * the start and renewed long before it ends.
 */
public final class TokenFile implements AutoCloseable {

  /** A script that has read it may work for half a day. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final Logger log = LoggerFactory.getLogger(TokenFile.class);

  private static final Duration RENEWAL = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final List<RoleAssignment> OWNER =
      List.of(new RoleAssignment(Role.OWNER, Scope.EVERYWHERE));

  private final Path file;
  private final TokenIssuer issuer;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("token-file").factory());

  private TokenFile(Path file, TokenIssuer issuer) {
    this.file = file;
    this.issuer = issuer;
  }

  /**
   * Writes the file, unless the store of keys is away: then it is written as soon as it is back.
   */
  public static TokenFile start(Path file, TokenIssuer issuer) {
    TokenFile tokenFile = new TokenFile(file.toAbsolutePath(), issuer);
    tokenFile.renew();
    return tokenFile;
  }

  private void renew() {
    Duration next = RETRY;
    try {
      write(issuer.issue("token-file", OWNER, LIFETIME));
      next = RENEWAL;
    } catch (IdentityUnavailableException | IOException e) {
      log.warn(
          "Cannot write the token file '{}': {}. Trying again in {} s.",
          file,
          e.getMessage(),
          RETRY.toSeconds());
    }
    renewal.schedule(this::renew, next.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** In one step, and never readable by others in between. */
  private void write(String token) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, token + "\n");
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    renewal.shutdownNow();
  }
}
