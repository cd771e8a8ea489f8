package dev.modelwright.gateway.event;

/**
 * A part of a topic, within which facts have an order.
 *
 * @param number from 0 on
 */
public record Partition(String topic, int number) {}
