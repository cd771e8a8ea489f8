/** Tokens for an id and a secret, kept and renewed. */
package dev.modelwright.cli.login;
