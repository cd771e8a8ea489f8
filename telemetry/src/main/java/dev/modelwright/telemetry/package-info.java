/** What services tell about themselves: metrics, and traces that go from process to process. */
package dev.modelwright.telemetry;
