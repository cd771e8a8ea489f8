/** Marks of cancellations in the artifact store. */
package dev.modelwright.worker.build.cancellation;
