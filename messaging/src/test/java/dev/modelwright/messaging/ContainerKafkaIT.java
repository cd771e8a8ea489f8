package dev.modelwright.messaging;

import dev.modelwright.testsupport.TestKafka;

/** The broker of deployments. */
class ContainerKafkaIT extends MessagingContract {

  @Override
  String kafka() {
    return TestKafka.bootstrapServers();
  }
}
