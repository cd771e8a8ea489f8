/** How bytes become a layer: canonical tar, compression, digest and upload in one pass. */
package dev.modelwright.worker.layer;
