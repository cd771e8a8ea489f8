/** What the command remembers between two runs: the active account and environment. */
package dev.modelwright.cli.profile;
