/**
 * Real infrastructure for one machine: a Kafka broker in this process, mongod and a container
 * registry as child processes, each owning one directory.
 */
package dev.modelwright.embedded;
