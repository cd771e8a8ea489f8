/** From a path as typed to bytes in the server's artifact store. */
package dev.modelwright.cli.upload;
