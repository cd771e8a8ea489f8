/**
 * Event contracts: one sealed interface per topic, its events as nested records, and the values
 * they carry.
 */
package dev.modelwright.schemas;
