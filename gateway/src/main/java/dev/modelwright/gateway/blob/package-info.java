/** The part of Azure Blob storage that clients of the original service upload through. */
package dev.modelwright.gateway.blob;
