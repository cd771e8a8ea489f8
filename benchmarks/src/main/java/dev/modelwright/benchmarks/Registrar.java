package dev.modelwright.benchmarks;

/** Registers the next version of one model; returns when it is answered. */
@FunctionalInterface
interface Registrar {

  void register() throws Exception;
}
