package dev.modelwright.cli.login;

import java.net.URI;
import java.time.Duration;

/**
 * A login that a user finishes in a browser (RFC 8628).
 *
 * @param code our own
 * @param userCode to be typed there
 * @param page where
 * @param pageWithCode the same with the code typed in
 * @param interval between two questions
 */
public record DeviceCode(
    String code,
    String userCode,
    URI page,
    URI pageWithCode,
    Duration lifetime,
    Duration interval) {}
