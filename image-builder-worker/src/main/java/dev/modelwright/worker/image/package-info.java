/** How layers become an image: config, image manifest and tag, without an engine. */
package dev.modelwright.worker.image;
