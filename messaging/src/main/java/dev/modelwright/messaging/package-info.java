/**
 * CloudEvents on Kafka through Spring Cloud Stream: what every service that speaks events shares.
 */
package dev.modelwright.messaging;
