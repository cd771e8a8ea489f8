/**
 * Environments: resolved dependencies on a serving runtime, made once and shared by all images that
 * ask for the same.
 */
package dev.modelwright.worker.environment;
