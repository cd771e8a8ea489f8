package dev.modelwright.testsupport;

import dev.modelwright.embedded.EmbeddedKafka;

/** A real Kafka broker, shared by the tests of one JVM. */
public final class TestKafka {

  private static final SharedServer<EmbeddedKafka> SERVER =
      new SharedServer<>("kafka", folder -> EmbeddedKafka.start(folder));

  private TestKafka() {}

  /** Its address; the first call starts it. */
  public static String bootstrapServers() {
    return SERVER.get().bootstrapServers();
  }
}
