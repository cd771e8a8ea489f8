/** Environments as resources: where images go, how they are built, and the keys to it. */
package dev.modelwright.manifests.environment;
