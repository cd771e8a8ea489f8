package dev.modelwright.worker.build.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes what is no build order. */
@FunctionalInterface
interface DeadLetters {

  /**
   * Keeps the record with the reason as a header. The broker would keep it too, without the reason.
   *
   * @return whether it is stored
   */
  boolean put(ConsumerRecord<byte[], byte[]> message, String reason) throws InterruptedException;
}
