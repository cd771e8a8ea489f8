/** Commands about events. */
package dev.modelwright.cli.event;
