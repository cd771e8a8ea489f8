/** Asks by event, and hears the answer as a fact. */
package dev.modelwright.gateway.exchange;
