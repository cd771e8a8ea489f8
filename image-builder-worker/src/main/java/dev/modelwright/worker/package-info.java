/** The image-builder-worker: makes, verifies and publishes container images. */
package dev.modelwright.worker;
