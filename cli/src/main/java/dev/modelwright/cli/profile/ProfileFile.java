package dev.modelwright.cli.profile;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the profile in a file that only its owner may read. */
public final class ProfileFile {

  private static final String ACCOUNT = "account";
  private static final String ENVIRONMENT = "environment";
  private static final String MODE = "executionMode";

  private final Path file;

  /**
   * @param home folder of the file; made when something is written
   */
  public ProfileFile(Path home) {
    this.file = home.resolve("cli.json");
  }

  public Profile read() {
    try {
      Resource stored = new Resource(JsonMapper.shared().readTree(Files.readString(file)));
      return new Profile(
          name(stored, ACCOUNT),
          name(stored, ENVIRONMENT),
          stored
              .text(MODE)
              .filter(mode -> mode.equals(ExecutionMode.CLUSTER.toString()))
              .map(_ -> ExecutionMode.CLUSTER)
              .orElse(ExecutionMode.LOCAL));
    } catch (NoSuchFileException _) {
      return Profile.INITIAL;
    } catch (JacksonException | IllegalStateException malformed) {
      throw CommandException.userError(
          "Cannot read what is active from %s: it has been damaged. Delete it, and set account and environment again."
              .formatted(file),
          malformed);
    } catch (IOException unreadable) {
      throw CommandException.userError(
          "Cannot read what is active from %s: %s. Make the file readable, or set MODELWRIGHT_HOME to another folder."
              .formatted(file, unreadable),
          unreadable);
    }
  }

  /** Atomic: another run sees the old or the new. */
  public void write(Profile profile) {
    ObjectNode stored = JsonMapper.shared().createObjectNode();
    profile.account().ifPresent(name -> put(stored.putObject(ACCOUNT), name));
    profile.environment().ifPresent(name -> put(stored.putObject(ENVIRONMENT), name));
    stored.put(MODE, profile.mode().toString());
    try {
      Files.createDirectories(file.getParent());
      Path temporary =
          Files.createTempFile(
              file.getParent(),
              "cli",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(temporary, stored.toPrettyString() + System.lineSeparator());
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw CommandException.systemError(
          "Cannot write what is active to %s: %s. Set MODELWRIGHT_HOME to a folder that can be written."
              .formatted(file, failure),
          failure);
    }
  }

  private static Optional<ResourceName> name(Resource stored, String property) {
    return stored
        .object(property)
        .map(name ->
            new ResourceName(
                name.text("subscription").orElseThrow(IllegalStateException::new),
                name.text("resourceGroup").orElseThrow(IllegalStateException::new),
                name.text("name").orElseThrow(IllegalStateException::new)));
  }

  private static void put(ObjectNode object, ResourceName name) {
    object.put("subscription", name.subscription());
    object.put("resourceGroup", name.group());
    object.put("name", name.name());
  }
}
