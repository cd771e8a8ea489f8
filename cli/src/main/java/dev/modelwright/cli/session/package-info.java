/** What every command has: its options, the settings of the machine and the server. */
package dev.modelwright.cli.session;
