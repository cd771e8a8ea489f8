package dev.modelwright.artifacts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a metadata file of the directory store says: its being there makes the object exist.
 *
 * @param data name of the file that holds the bytes
 */
sealed interface StoredObject {

  ArtifactPath path();

  String data();

  /** Bytes that do not change any more. */
  record Complete(ArtifactPath path, String data, String sha256, long size)
      implements StoredObject {

    Artifact artifact() {
      return new Artifact(path, sha256, size);
    }
  }

  /** Bytes that grow; the size is that of the file. */
  record Log(ArtifactPath path, String data) implements StoredObject {}

  /** One {@code key=value} a line; the path comes first, for whoever looks into the folder. */
  default String text() {
    return switch (this) {
      case Complete object ->
          "path=%s%nkind=object%ndata=%s%nsha256=%s%nsize=%d%n"
              .formatted(object.path, object.data, object.sha256, object.size);
      case Log log -> "path=%s%nkind=log%ndata=%s%n".formatted(log.path, log.data);
    };
  }

  static StoredObject read(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      int equals = line.indexOf('=');
      values.put(line.substring(0, equals), line.substring(equals + 1));
    }
    ArtifactPath path = new ArtifactPath(values.get("path"));
    String data = values.get("data");
    return values.get("kind").equals("log")
        ? new Log(path, data)
        : new Complete(path, data, values.get("sha256"), Long.parseLong(values.get("size")));
  }
}
