package dev.modelwright.messaging;

import dev.modelwright.testsupport.TestKafka;

/** The broker of standalone. */
class EmbeddedKafkaIT extends MessagingContract {

  @Override
  String kafka() {
    return TestKafka.bootstrapServers();
  }
}
