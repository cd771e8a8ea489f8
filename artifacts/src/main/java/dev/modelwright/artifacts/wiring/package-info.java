/** Makes the artifact store and what fetches for it from the settings of a service. */
package dev.modelwright.artifacts.wiring;
