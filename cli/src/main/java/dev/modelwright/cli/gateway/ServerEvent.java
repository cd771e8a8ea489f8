package dev.modelwright.cli.gateway;

/**
 * One event of a {@code text/event-stream}.
 *
 * @param id the last id seen, this event's or an earlier one's; empty before the first
 * @param type {@code message} unless the server named one
 * @param data lines joined by line feeds
 */
public record ServerEvent(String id, String type, String data) {}
