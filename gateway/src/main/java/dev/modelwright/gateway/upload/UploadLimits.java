package dev.modelwright.gateway.upload;

import java.time.Duration;

/**
 * What an upload may be.
 *
 * @param validity of the URLs that we hand out
 * @param maxSize of one file, in bytes
 */
public record UploadLimits(Duration validity, long maxSize) {}
