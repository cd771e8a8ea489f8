package dev.modelwright.schemas;

import java.net.URI;

/**
 * A file or archive that a manifest puts into the working directory of the image.
 *
 * @param unpack null when the client did not say; the same as false
 * @param content the pinned bytes; null in a request
 */
public record Asset(String id, URI url, String mimeType, Boolean unpack, Content content) {}
