package dev.modelwright.systemtests;

import dev.modelwright.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker in a process of its own, which may be killed, or end itself when its disk is full. */
final class KafkaProcess implements AutoCloseable {

  private final Path disk;
  private final Path directory;
  private final Path ready;
  private JavaProcess process;

  private KafkaProcess(Path disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
    this.ready = directory.resolve("kafka-ready");
  }

  /** What runs in the process: the second file holds the address as soon as it serves. */
  public static void main(String... arguments) throws IOException {
    EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]));
    Files.writeString(Path.of(arguments[1]), kafka.bootstrapServers());
  }

  /**
   * @param disk where it keeps everything
   * @param directory for what the process says
   */
  static KafkaProcess start(Path disk, Path directory) {
    KafkaProcess kafka = new KafkaProcess(disk, directory);
    kafka.start();
    return kafka;
  }

  /** Where it was, with what it had. */
  void start() {
    try {
      Files.deleteIfExists(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = JavaProcess.start(KafkaProcess.class, directory, disk.toString(), ready.toString());
    process.awaitReady(() -> ready.toFile().length() > 0);
  }

  String bootstrapServers() {
    try {
      return Files.readString(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.kill();
  }
}
