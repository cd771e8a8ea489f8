/** Serving runtimes: base images with a scoring server, brought into the container registry. */
package dev.modelwright.worker.runtime;
