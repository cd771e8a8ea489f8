/**
 * The {@code modelwright} command: what the original's {@code az ml} did, against a Modelwright
 * server.
 */
package dev.modelwright.cli;
