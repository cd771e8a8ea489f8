/** REST for people and programs: publishes requests, waits for facts, reads from the owners. */
package dev.modelwright.gateway;
