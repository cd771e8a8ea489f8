package dev.modelwright.schemas;

import java.net.URI;

/**
 * Where images go.
 *
 * @param url how workers reach it: http or https, host and port
 * @param publicAddress {@code host} or {@code host:port} by which engines and users reach it
 * @param repositoryPrefix under which everything is kept; null for the top
 * @param sealedCredentials user name and password, sealed for this URL; null when none are needed
 */
public record ContainerRegistry(
    URI url, String publicAddress, String repositoryPrefix, String sealedCredentials) {}
