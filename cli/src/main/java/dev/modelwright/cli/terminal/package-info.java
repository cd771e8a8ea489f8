/** Where a command writes, and how it shows that bytes move. */
package dev.modelwright.cli.terminal;
