/** How builds go, as metrics and spans. */
package dev.modelwright.worker.build.telemetry;
