/** How a command ends when it cannot do what was asked. */
package dev.modelwright.cli.failure;
