/** An account's facts, as they happen and as far back as Kafka keeps them. */
package dev.modelwright.gateway.event;
