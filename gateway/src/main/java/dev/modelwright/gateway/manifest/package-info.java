/** Manifests over REST. */
package dev.modelwright.gateway.manifest;
