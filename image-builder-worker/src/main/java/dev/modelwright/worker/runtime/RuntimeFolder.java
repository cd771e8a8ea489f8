package dev.modelwright.worker.runtime;

import dev.modelwright.distribution.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A serving runtime as it lies on disk: two tars and a description.
 *
 * @param key of what is in both tars
 * @param architecture in Go's words, such as {@code amd64}
 */
record RuntimeFolder(
    Path path,
    String type,
    String key,
    String python,
    String architecture,
    Map<String, String> env) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DESCRIPTION = "runtime.json";
  private static final int BUFFER = 1 << 17;

  static boolean isOne(Path path) {
    return Files.isRegularFile(path.resolve(DESCRIPTION));
  }

  static RuntimeFolder read(Path path) {
    Path file = path.resolve(DESCRIPTION);
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      Map<String, String> env = new TreeMap<>();
      json.path("env").forEachEntry((name, value) -> env.put(name, value.asString()));
      return new RuntimeFolder(
          path,
          json.required("runtimeType").stringValue(),
          json.required("key").stringValue(),
          json.required("python").stringValue(),
          json.path("architecture").asString(architectureOf(System.getProperty("os.arch"))),
          env);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "Cannot read serving runtime '%s': %s. Make it again with runtimes/build."
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  Path rootFileSystem() {
    return path.resolve("rootfs.tar");
  }

  Path server() {
    return path.resolve("server.tar");
  }

  String name() {
    return path.getFileName().toString();
  }

  static Digest digestOf(Path file) {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Digest.of(digest);
  }

  private static String architectureOf(String java) {
    return switch (java) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> java;
    };
  }
}
