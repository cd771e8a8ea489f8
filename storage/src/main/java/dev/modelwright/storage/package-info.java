/** Parts of lists that stay right while things are added and deleted. */
package dev.modelwright.storage;
