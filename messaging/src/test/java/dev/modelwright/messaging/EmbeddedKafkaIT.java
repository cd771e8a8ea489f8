package dev.modelwright.messaging;

import dev.modelwright.embedded.EmbeddedKafka;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The broker of standalone. */
class EmbeddedKafkaIT extends MessagingContract {

  @TempDir private static Path directory;

  private static EmbeddedKafka embedded;

  @BeforeAll
  static void start() {
    embedded = EmbeddedKafka.start(directory);
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  @Override
  String kafka() {
    return embedded.bootstrapServers();
  }
}
