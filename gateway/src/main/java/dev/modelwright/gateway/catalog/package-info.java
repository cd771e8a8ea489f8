/** Reads what the services that own models, manifests and images know. */
package dev.modelwright.gateway.catalog;
