/** Who one is at the server: logins, tokens and service principals. */
package dev.modelwright.cli.identity;
