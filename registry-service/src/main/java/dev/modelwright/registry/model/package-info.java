/** Models: registering them, and finding them again. */
package dev.modelwright.registry.model;
