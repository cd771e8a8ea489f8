/** The registry-service: which models there are, in which versions, made of which bytes. */
package dev.modelwright.registry;
