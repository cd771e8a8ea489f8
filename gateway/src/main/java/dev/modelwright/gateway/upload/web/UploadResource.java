package dev.modelwright.gateway.upload.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * Where one file goes.
 *
 * @param url what models and assets name afterwards; readable until {@code expiresAt}
 * @param uploadUrl takes one PUT of the file's bytes
 * @param headers that the PUT must carry
 */
@JsonPropertyOrder({"url", "uploadUrl", "headers", "expiresAt"})
record UploadResource(URI url, URI uploadUrl, Map<String, String> headers, Instant expiresAt) {}
