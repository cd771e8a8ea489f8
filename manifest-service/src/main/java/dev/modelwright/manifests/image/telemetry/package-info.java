/** The queue of builds as metrics. */
package dev.modelwright.manifests.image.telemetry;
