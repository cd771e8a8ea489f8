/** Versioned things in MongoDB. */
package dev.modelwright.storage.mongodb;
