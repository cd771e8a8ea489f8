package dev.modelwright.cli.upload;

import dev.modelwright.cli.failure.CommandException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What was given on the command line: a folder, a file or an address. */
public sealed interface Source {

  /** The last part of the path or address: what it is called in the image. */
  String name();

  /** A folder of this machine; travels as one archive that is unpacked in the image. */
  record Folder(Path path, String name) implements Source {}

  /** A file of this machine; travels as it is. */
  record PlainFile(Path path, String name) implements Source {}

  /** Bytes that the server fetches. */
  record Link(URI url, String name) implements Source {

    private static final List<String> ARCHIVES = List.of(".zip", ".tar", ".tar.gz", ".tgz");

    boolean isArchive() {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      return ARCHIVES.stream().anyMatch(lowerCase::endsWith);
    }
  }

  Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  /**
   * Reads what was typed.
   *
   * @param role what it is to be, such as {@code model}, for messages
   * @throws CommandException when there is no such thing
   */
  static Source of(String role, String typed) {
    return SCHEME.matcher(typed).matches() ? link(role, typed) : local(role, typed);
  }

  /** As {@link #of(String, String)}, but a folder is refused. */
  static Source fileOf(String role, String typed) {
    Source source = of(role, typed);
    if (source instanceof Folder) {
      throw CommandException.userError(
          "Cannot use %s '%s': it is a folder. Give a file.".formatted(role, typed));
    }
    return source;
  }

  private static Link link(String role, String typed) {
    try {
      URI url = new URI(typed);
      if (!List.of("http", "https").contains(url.getScheme().toLowerCase(Locale.ROOT))) {
        throw CommandException.userError(
            "Cannot use %s '%s': the server fetches http and https only. Give such an address, or a file."
                .formatted(role, typed));
      }
      String path = url.getPath();
      return new Link(url, path.substring(path.lastIndexOf('/') + 1));
    } catch (URISyntaxException malformed) {
      throw CommandException.userError(
          "Cannot use %s '%s': it is no valid address (%s). Percent-encode what is special in it."
              .formatted(role, typed, malformed.getReason()),
          malformed);
    }
  }

  private static Source local(String role, String typed) {
    Path path = pathOf(role, typed);
    Path name = path.toAbsolutePath().normalize().getFileName();
    if (!Files.exists(path)) {
      throw CommandException.userError(
          "Cannot find %s '%s': there is no such file or folder. Check the path; it starts from %s."
              .formatted(role, typed, Path.of("").toAbsolutePath()));
    }
    if (!Files.isReadable(path)) {
      throw CommandException.userError(
          "Cannot read %s '%s': permission denied. Make it readable, or copy it."
              .formatted(role, typed));
    }
    if (name == null) {
      throw CommandException.userError(
          "Cannot use %s '%s': it is the whole file system. Give a folder in it."
              .formatted(role, typed));
    }
    if (Files.isDirectory(path)) {
      return new Folder(path, name.toString());
    }
    if (Files.isRegularFile(path)) {
      return new PlainFile(path, name.toString());
    }
    throw CommandException.userError(
        "Cannot use %s '%s': it is neither a file nor a folder. Copy its content into a file."
            .formatted(role, typed));
  }

  private static Path pathOf(String role, String typed) {
    try {
      if (!typed.isBlank()) {
        return Path.of(typed);
      }
    } catch (InvalidPathException malformed) {
      throw CommandException.userError(
          "Cannot use %s '%s': it is no valid path (%s). Check the name; a terminal without UTF-8 spoils letters beyond ASCII."
              .formatted(role, typed, malformed.getReason()),
          malformed);
    }
    throw CommandException.userError(
        "Cannot use %s '': the path is empty. Give a file, a folder or an address."
            .formatted(role));
  }
}
