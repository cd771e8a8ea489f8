/** Trying an image before anybody gets it: it is started and asked for its health. */
package dev.modelwright.worker.verification;
