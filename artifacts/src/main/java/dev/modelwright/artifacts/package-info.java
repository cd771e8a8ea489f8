/** Everything about bytes: the artifact store, content fetched from elsewhere, and archives. */
package dev.modelwright.artifacts;
