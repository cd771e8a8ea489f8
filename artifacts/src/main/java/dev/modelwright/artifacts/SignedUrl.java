package dev.modelwright.artifacts;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A URL that carries its own permission.
 *
 * @param headers that the request must carry; Azure Blob wants {@code x-ms-blob-type} with a PUT
 */
public record SignedUrl(URI url, Map<String, String> headers, Instant expiresAt) {}
