/** The server's REST contract as a client sees it. */
package dev.modelwright.cli.gateway;
