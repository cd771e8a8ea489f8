/** Manifests: what they may name, and their versions. */
package dev.modelwright.manifests.manifest;
