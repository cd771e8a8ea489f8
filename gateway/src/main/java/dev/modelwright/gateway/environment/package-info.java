/** Environments over REST: where images go and how they are built. */
package dev.modelwright.gateway.environment;
