package dev.modelwright.cli.upload;

import java.net.URI;

/**
 * Bytes that the server can reach, as requests name them.
 *
 * @param unpack whether it is an archive whose members are meant
 */
public record Content(URI url, String mimeType, boolean unpack) {}
