/** Makes access to the container registry, and the seal, from the settings of a service. */
package dev.modelwright.distribution.wiring;
