/** Commands about environments: where images go. */
package dev.modelwright.cli.environment;
