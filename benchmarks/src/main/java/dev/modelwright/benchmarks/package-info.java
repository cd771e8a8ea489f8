/** Measurements against a running installation, each printed as one JSON line. */
package dev.modelwright.benchmarks;
