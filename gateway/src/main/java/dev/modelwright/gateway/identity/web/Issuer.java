package dev.modelwright.gateway.identity.web;

import java.time.Duration;

/**
 * Our own issuer of tokens.
 *
 * @param uri as tokens and the discovery documents name it, without a slash at its end
 * @param audience of its tokens
 */
public record Issuer(String uri, String audience, Duration tokenLifetime) {}
