/** Images over REST, and the end of their builds. */
package dev.modelwright.gateway.image;
