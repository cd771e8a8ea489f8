/** Builds: from a build order to an image that has answered, or to the reason why there is none. */
package dev.modelwright.worker.build;
