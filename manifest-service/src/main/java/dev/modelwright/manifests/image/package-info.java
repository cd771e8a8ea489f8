/** Images: their versions, their state, and the orders that get them built. */
package dev.modelwright.manifests.image;
