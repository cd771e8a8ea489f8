/** The engine through docker-java: the only place that knows it. */
package dev.modelwright.worker.engine.docker;
