/** The manifest-service: manifests, images and their state, and build orders. */
package dev.modelwright.manifests;
