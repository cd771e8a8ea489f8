/** What runs containers: for installing an environment, and for trying an image before its tag. */
package dev.modelwright.worker.engine;
