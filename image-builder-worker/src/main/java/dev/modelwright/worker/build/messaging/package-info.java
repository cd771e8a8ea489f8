/** Build orders from the workers' queue and facts about builds, on Kafka. */
package dev.modelwright.worker.build.messaging;
