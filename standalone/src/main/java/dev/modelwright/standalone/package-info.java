/** All services in one process on embedded infrastructure, started and stopped together. */
package dev.modelwright.standalone;
