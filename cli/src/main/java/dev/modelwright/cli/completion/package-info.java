/** Completion for shells. */
package dev.modelwright.cli.completion;
